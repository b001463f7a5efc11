/** Tests the host of Deno: `deno run … deno.js PACKAGE_URL < tasks.json`. */
import { probe } from "./probe.js";

const { denoHost } = await import(`${Deno.args[0]}/host-deno.js`);
const outcomes = await probe(
  denoHost(() => {}),
  await new Response(Deno.stdin.readable).json(),
);
console.log(JSON.stringify(outcomes));
