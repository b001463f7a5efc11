// @ts-check
/** A Worker that answers once it has made an instance of a module of WebAssembly and called a function of it. */
// @ts-expect-error known to the bundler only
import module from "padded/module.wasm";

/** @type {WebAssembly.Instance | undefined} */
let instance;

export default {
  fetch() {
    instance ??= new WebAssembly.Instance(module);
    const { run } = /** @type {{ run: (depth: number) => number }} */ (/** @type {unknown} */ (instance.exports));
    return new Response(String(run(1)), { status: 202 });
  },
};
