#!/usr/bin/env node
var __defProp = Object.defineProperty;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// core.js
function createCore(instantiate2, readModule2) {
  let module;
  let current;
  const living = () => {
    if (!current || current.dead) current = new Instance(instantiate2, module ??= readModule2());
    return current;
  };
  return {
    /** The names of the environment variables to put into the job of a command line. */
    variables: () => living().read((core2) => core2.variables()),
    /** The names of those to put into the job of a library call. */
    networkVariables: () => living().read((core2) => core2.network_variables()),
    /**
     * Runs a command line; resolves to the exit status.
     * @param {Job} job
     * @param {Host} host
     */
    run: async (job, host) => living().enter((core2, leashed) => core2.run(job, leashed), host),
    /**
     * Runs one command for a library. When `signal` fires, the call rejects with its reason and nothing more is sent.
     * @param {string} command
     * @param {object} options
     * @param {Job} job
     * @param {Host} host
     * @param {AbortSignal} [signal]
     */
    call: async (command, options, job, host, signal) => living().enter((core2, leashed) => core2.call(command, options, job, leashed), host, signal).catch((error) => Promise.reject(error?.name === "DeployError" ? new DeployError(error) : error))
  };
}
function leash(host, signal) {
  const hold = (promise) => new Promise((resolve, reject) => {
    promise.then(
      (value) => signal.aborted || resolve(value),
      (error) => signal.aborted || reject(error)
    );
  });
  return {
    fetch: (request) => hold(host.fetch(request, signal)),
    sleep: (milliseconds) => hold(host.sleep(milliseconds, signal)),
    now: () => host.now(),
    random: () => host.random(),
    readFile: (path, maxBytes) => hold(host.readFile(path, maxBytes)),
    runGit: (args) => hold(host.runGit(args)),
    print: (stream, text) => host.print(stream, text)
  };
}
function panicError(message) {
  return new DeployError({
    code: "internal/panic",
    message: `dagster-deploy failed inside: ${message}`,
    hint: "this is a bug in dagster-deploy, please report it; what the server has done so far stays done"
  });
}
function failureLine(error) {
  const { message, hint } = (
    /** @type {Partial<DeployError>} */
    error ?? {}
  );
  return `Error: ${[message ?? String(error), hint].filter(Boolean).join("; ")}`.replace(/[\p{Cc}\p{Cf}]+/gu, " ") + "\n";
}
function coded(code, message) {
  return Object.assign(new Error(message), { code });
}
function bodyTooLarge(maxBytes) {
  return coded("ERR_BODY_TOO_LARGE", `the answer has more than ${maxBytes} bytes`);
}
async function within(milliseconds, signal, work) {
  const attempt = new AbortController();
  const abandon = () => attempt.abort(signal.reason);
  const timer = setTimeout(() => attempt.abort(coded("ERR_TIMEOUT", `no whole answer in ${milliseconds} ms`)), milliseconds);
  signal.addEventListener("abort", abandon);
  try {
    return await work(attempt.signal);
  } catch (error) {
    throw attempt.signal.aborted ? attempt.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abandon);
  }
}
function sleep(milliseconds, signal) {
  return new Promise((resolve) => {
    const cancel = () => clearTimeout(timer);
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", cancel);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", cancel);
  });
}
var DeployError, Instance, unsettledLine;
var init_core = __esm({
  "core.js"() {
    "use strict";
    DeployError = class extends Error {
      /** @param {Mistake & { errors?: Mistake[] }} what */
      constructor({ code, message, hint, errors = [{ code, message, hint }] }) {
        super(message);
        this.name = "DeployError";
        this.code = code;
        this.hint = hint;
        this.errors = errors;
      }
    };
    Instance = class {
      /** @type {DeployError | undefined} what it died of */
      dead;
      panic = "";
      /** @type {Set<AbortController>} */
      calls = /* @__PURE__ */ new Set();
      /**
       * @param {Instantiate} instantiate
       * @param {WebAssembly.Module} module
       */
      constructor(instantiate2, module) {
        this.core = instantiate2(module, (task) => queueMicrotask(() => void this.guard(task)));
        this.core.on_panic((message) => void (this.panic = message));
      }
      /**
       * Runs a piece of the core. If it throws it has trapped (an error of the core's own comes as a rejection).
       * @template T
       * @param {() => T} task
       */
      guard(task) {
        if (this.dead) return;
        try {
          return task();
        } catch (trap) {
          this.dead = panicError(this.panic || String(trap));
          for (const call of this.calls) call.abort(this.dead);
        }
      }
      /** @param {(core: Exports) => string[]} names */
      read(names) {
        const read = this.guard(() => names(this.core));
        if (!read) throw this.dead;
        return read;
      }
      /**
       * @template T
       * @param {(core: Exports, host: Host) => Promise<T>} start
       * @param {Host} host
       * @param {AbortSignal} [signal]
       * @returns {Promise<T>}
       */
      async enter(start, host, signal) {
        signal?.throwIfAborted();
        const call = new AbortController();
        const stop = () => call.abort(signal?.reason);
        const stopped = new Promise((_, reject) => {
          call.signal.addEventListener("abort", () => reject(call.signal.reason));
        });
        signal?.addEventListener("abort", stop);
        this.calls.add(call);
        try {
          const result = this.guard(() => start(this.core, leash(host, call.signal)));
          return await Promise.race([result ?? stopped, stopped]);
        } finally {
          this.calls.delete(call);
          signal?.removeEventListener("abort", stop);
        }
      }
    };
    unsettledLine = "Error: the run ended without a result; this is a bug in dagster-deploy\n";
  }
});

// files-node.js
var files_node_exports = {};
__export(files_node_exports, {
  readFile: () => readFile,
  runGit: () => runGit
});
import { closeSync, openSync, readSync } from "node:fs";
async function readFile(path, maxBytes) {
  const file = openSync(path, "r");
  try {
    const chunks = [];
    for (let size = 0; ; ) {
      const chunk = new Uint8Array(65536);
      const count = readSync(file, chunk);
      if (count === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, count));
      size += count;
      if (size > maxBytes) throw coded("ERR_FILE_TOO_LARGE", `${path} has more than ${maxBytes} bytes`);
    }
  } finally {
    closeSync(file);
  }
}
async function runGit(args) {
  const { execFile } = await import("node:child_process");
  const options = { encoding: (
    /** @type {const} */
    "buffer"
  ), maxBuffer: 16 << 20, windowsHide: true };
  return new Promise((resolve, reject) => {
    execFile("git", args, options, (error, stdout, stderr) => {
      if (typeof error?.code === "string") reject(error);
      else resolve({ status: error ? error.code ?? -1 : 0, stdout, stderr });
    });
  });
}
var init_files_node = __esm({
  "files-node.js"() {
    "use strict";
    init_core();
  }
});

// cli.js
init_core();

// dagster_deploy.js
function instantiate(module, queueMicrotask2) {
  function call(command, options, job, host) {
    const ptr0 = passStringToWasm0(command, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
    const len0 = WASM_VECTOR_LEN;
    const ret = wasm.call(ptr0, len0, options, job, host);
    return ret;
  }
  function network_variables() {
    const ret = wasm.network_variables();
    var v1 = getArrayJsValueFromWasm0(ret[0], ret[1]);
    wasm.__wbindgen_free(ret[0], ret[1] * 4, 4);
    return v1;
  }
  function on_panic(callback) {
    wasm.on_panic(callback);
  }
  function run(job, host) {
    const ret = wasm.run(job, host);
    return ret;
  }
  function variables() {
    const ret = wasm.variables();
    var v1 = getArrayJsValueFromWasm0(ret[0], ret[1]);
    wasm.__wbindgen_free(ret[0], ret[1] * 4, 4);
    return v1;
  }
  function __wbg_get_imports() {
    const import0 = {
      __proto__: null,
      __wbg_Error_208446807d0d1e30: function(arg0, arg1) {
        const ret = Error(getStringFromWasm0(arg0, arg1));
        return ret;
      },
      __wbg___wbindgen_boolean_get_4f1baf9a00be3c74: function(arg0) {
        const v = arg0;
        const ret = typeof v === "boolean" ? v : void 0;
        return isLikeNone(ret) ? 16777215 : ret ? 1 : 0;
      },
      __wbg___wbindgen_debug_string_f249a2a76caa9a55: function(arg0, arg1) {
        const ret = debugString(arg1);
        const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        const len1 = WASM_VECTOR_LEN;
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
      },
      __wbg___wbindgen_is_function_741ff2bb612836f5: function(arg0) {
        const ret = typeof arg0 === "function";
        return ret;
      },
      __wbg___wbindgen_is_object_8b968c3ab8e96595: function(arg0) {
        const val = arg0;
        const ret = typeof val === "object" && val !== null;
        return ret;
      },
      __wbg___wbindgen_is_undefined_be5b34249ff1fc15: function(arg0) {
        const ret = arg0 === void 0;
        return ret;
      },
      __wbg___wbindgen_number_get_934b640d0889af78: function(arg0, arg1) {
        const obj = arg1;
        const ret = typeof obj === "number" ? obj : void 0;
        getDataViewMemory0().setFloat64((arg0 >>> 0) + 8 * 1, isLikeNone(ret) ? 0 : ret, true);
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, !isLikeNone(ret), true);
      },
      __wbg___wbindgen_string_get_7ce8eee7fd327545: function(arg0, arg1) {
        const obj = arg1;
        const ret = typeof obj === "string" ? obj : void 0;
        var ptr1 = isLikeNone(ret) ? 0 : passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        var len1 = WASM_VECTOR_LEN;
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
      },
      __wbg___wbindgen_throw_4c88d8bf264fd984: function(arg0, arg1) {
        throw new Error(getStringFromWasm0(arg0, arg1));
      },
      __wbg__wbg_cb_unref_09736879a3f67559: function(arg0) {
        arg0._wbg_cb_unref();
      },
      __wbg_call_a410eb4b59ed5965: function() {
        return handleError(function(arg0, arg1, arg2) {
          const ret = arg0.call(arg1, arg2);
          return ret;
        }, arguments);
      },
      __wbg_entries_7bb1459bd9b5c2b9: function(arg0) {
        const ret = Object.entries(arg0);
        return ret;
      },
      __wbg_fetch_e947032a7234869e: function(arg0, arg1) {
        const ret = arg0.fetch(arg1);
        return ret;
      },
      __wbg_from_eac91875c8a5ffa4: function(arg0) {
        const ret = Array.from(arg0);
        return ret;
      },
      __wbg_get_2080c49015e35254: function() {
        return handleError(function(arg0, arg1) {
          const ret = Reflect.get(arg0, arg1);
          return ret;
        }, arguments);
      },
      __wbg_get_d7176cfb76d71114: function(arg0, arg1) {
        const ret = arg0[arg1 >>> 0];
        return ret;
      },
      __wbg_get_unchecked_e6325ad374eff861: function(arg0, arg1) {
        const ret = arg0[arg1 >>> 0];
        return ret;
      },
      __wbg_length_186163212ffe79c3: function(arg0) {
        const ret = arg0.length;
        return ret;
      },
      __wbg_length_b03a0fabb109b1e9: function(arg0) {
        const ret = arg0.length;
        return ret;
      },
      __wbg_new_13de428334042d26: function(arg0) {
        const ret = new Uint8Array(arg0);
        return ret;
      },
      __wbg_new_37eb45aaf5eeb820: function() {
        const ret = new Array();
        return ret;
      },
      __wbg_new_4416a2fe2fac9c65: function(arg0, arg1) {
        const ret = new TypeError(getStringFromWasm0(arg0, arg1));
        return ret;
      },
      __wbg_new_787b9fb330d55d78: function(arg0, arg1) {
        const ret = new Error(getStringFromWasm0(arg0, arg1));
        return ret;
      },
      __wbg_new_cd4348290afae586: function() {
        const ret = new Object();
        return ret;
      },
      __wbg_new_typed_e09da9dae6ee5935: function(arg0, arg1) {
        try {
          var state0 = { a: arg0, b: arg1 };
          var cb0 = (arg02, arg12) => {
            const a = state0.a;
            state0.a = 0;
            try {
              return wasm_bindgen__convert__closures_____invoke__h13e1108af6e316c4(a, state0.b, arg02, arg12);
            } finally {
              state0.a = a;
            }
          };
          const ret = new Promise(cb0);
          return ret;
        } finally {
          state0.a = 0;
        }
      },
      __wbg_now_2c720bf31dfd4457: function(arg0) {
        const ret = arg0.now();
        return ret;
      },
      __wbg_parse_c3f72b5a24f83c01: function() {
        return handleError(function(arg0, arg1) {
          const ret = JSON.parse(getStringFromWasm0(arg0, arg1));
          return ret;
        }, arguments);
      },
      __wbg_print_2eff60fd38d8cd75: function(arg0, arg1, arg2, arg3, arg4) {
        arg0.print(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4));
      },
      __wbg_prototypesetcall_13162965d1fe7aa3: function(arg0, arg1, arg2) {
        Uint8Array.prototype.set.call(getArrayU8FromWasm0(arg0, arg1), arg2);
      },
      __wbg_push_c9f4893fc209f768: function(arg0, arg1) {
        const ret = arg0.push(arg1);
        return ret;
      },
      __wbg_queueMicrotask_1e8503a8a690f0a3: function(arg0) {
        const ret = arg0.queueMicrotask;
        return ret;
      },
      __wbg_queueMicrotask_4a1a4d8dd332373b: function(arg0) {
        queueMicrotask2(arg0);
      },
      __wbg_random_82994b95918f8baa: function(arg0) {
        const ret = arg0.random();
        return ret;
      },
      __wbg_readFile_b010a1eeb48e15a8: function(arg0, arg1, arg2, arg3) {
        const ret = arg0.readFile(getStringFromWasm0(arg1, arg2), arg3 >>> 0);
        return ret;
      },
      __wbg_resolve_dbf78ab4942478b0: function(arg0) {
        const ret = Promise.resolve(arg0);
        return ret;
      },
      __wbg_runGit_ae44a64ca93dfbdf: function(arg0, arg1) {
        const ret = arg0.runGit(arg1);
        return ret;
      },
      __wbg_set_2793479888329cb6: function() {
        return handleError(function(arg0, arg1, arg2) {
          const ret = Reflect.set(arg0, arg1, arg2);
          return ret;
        }, arguments);
      },
      __wbg_set_d2d33b52458e984a: function(arg0, arg1, arg2) {
        arg0[arg1 >>> 0] = arg2;
      },
      __wbg_set_e4b9a833d288759a: function(arg0, arg1, arg2) {
        arg0[arg1] = arg2;
      },
      __wbg_set_name_822e3903f3184979: function(arg0, arg1, arg2) {
        arg0.name = getStringFromWasm0(arg1, arg2);
      },
      __wbg_sleep_54568d0df553a440: function(arg0, arg1) {
        const ret = arg0.sleep(arg1 >>> 0);
        return ret;
      },
      __wbg_static_accessor_GLOBAL_THIS_003ee833af9699fc: function() {
        const ret = typeof globalThis === "undefined" ? void 0 : globalThis;
        return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
      },
      __wbg_static_accessor_GLOBAL_e4293fb22cbe77da: function() {
        const ret = typeof global === "undefined" ? void 0 : global;
        return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
      },
      __wbg_static_accessor_SELF_53bb20457401453d: function() {
        const ret = typeof self === "undefined" ? void 0 : self;
        return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
      },
      __wbg_static_accessor_WINDOW_b5e0810bfecb7feb: function() {
        const ret = typeof window === "undefined" ? void 0 : window;
        return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
      },
      __wbg_stringify_0a0fbf2ef722380a: function() {
        return handleError(function(arg0) {
          const ret = JSON.stringify(arg0);
          return ret;
        }, arguments);
      },
      __wbg_then_656f253a5dd7d8ea: function(arg0, arg1, arg2) {
        const ret = arg0.then(arg1, arg2);
        return ret;
      },
      __wbg_then_e3f7f2d365708be8: function(arg0, arg1) {
        const ret = arg0.then(arg1);
        return ret;
      },
      __wbg_toString_55ffdf586349746b: function(arg0) {
        const ret = arg0.toString();
        return ret;
      },
      __wbindgen_generic_0000000000000001: function(arg0, arg1) {
        const ret = makeMutClosure(arg0, arg1, wasm_bindgen__convert__closures_____invoke__ha4e0a3e4fa452360);
        return ret;
      },
      __wbindgen_generic_0000000000000002: function(arg0) {
        const ret = arg0;
        return ret;
      },
      __wbindgen_generic_0000000000000003: function(arg0, arg1) {
        const ret = getStringFromWasm0(arg0, arg1);
        return ret;
      },
      __wbindgen_init_externref_table: function() {
        const table = wasm.__wbindgen_externrefs;
        table.set(0, void 0);
        table.set(1024, void 0);
        table.set(1025, null);
        table.set(1026, true);
        table.set(1027, false);
      }
    };
    return {
      __proto__: null,
      "./dagster_deploy_bg.js": import0
    };
  }
  function wasm_bindgen__convert__closures_____invoke__ha4e0a3e4fa452360(arg0, arg1, arg2) {
    const ret = wasm.wasm_bindgen__convert__closures_____invoke__ha4e0a3e4fa452360(arg0, arg1, arg2);
    if (ret[1]) {
      throw takeFromExternrefTable0(ret[0]);
    }
  }
  function wasm_bindgen__convert__closures_____invoke__h13e1108af6e316c4(arg0, arg1, arg2, arg3) {
    wasm.wasm_bindgen__convert__closures_____invoke__h13e1108af6e316c4(arg0, arg1, arg2, arg3);
  }
  function addToExternrefTable0(obj) {
    const idx = wasm.__externref_table_alloc();
    wasm.__wbindgen_externrefs.set(idx, obj);
    return idx;
  }
  const CLOSURE_DTORS = typeof FinalizationRegistry === "undefined" ? { register: () => {
  }, unregister: () => {
  } } : new FinalizationRegistry((state) => wasm.__wbindgen_destroy_closure(state.a, state.b));
  function debugString(val) {
    switch (typeof val) {
      // primitive types
      case "number":
      case "boolean":
      case "undefined":
        return `${val}`;
      case "string":
        return JSON.stringify(val);
      case "bigint":
        return `${val}n`;
      case "symbol":
        return val.description !== void 0 ? `Symbol(${val.description})` : "Symbol";
      case "function":
        return typeof val.name === "string" && val.name !== "" ? `Function(${val.name})` : "Function";
      case "object": {
        if (val === null) {
          return "null";
        }
        if (Array.isArray(val)) {
          return "[" + Array.from(val, debugString).join(", ") + "]";
        }
        if (val instanceof Error) {
          return `${val.name}: ${val.message}
${val.stack}`;
        }
        const toStringOutput = toString.call(val);
        const className = /\[object ([^\]]+)\]/.exec(toStringOutput)?.[1];
        if (className === void 0) {
          return toStringOutput;
        }
        if (className === "Object") {
          try {
            return "Object(" + JSON.stringify(val) + ")";
          } catch (_) {
            return "Object";
          }
        }
        return className;
      }
    }
  }
  function getArrayJsValueFromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    const mem = getDataViewMemory0();
    const result = [];
    for (let i = ptr; i < ptr + 4 * len; i += 4) {
      result.push(wasm.__wbindgen_externrefs.get(mem.getUint32(i, true)));
    }
    wasm.__externref_drop_slice(ptr, len);
    return result;
  }
  function getArrayU8FromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    return getUint8ArrayMemory0().subarray(ptr / 1, ptr / 1 + len);
  }
  let cachedDataViewMemory0 = null;
  function getDataViewMemory0() {
    if (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || cachedDataViewMemory0.buffer.detached === void 0 && cachedDataViewMemory0.buffer !== wasm.memory.buffer) {
      cachedDataViewMemory0 = new DataView(wasm.memory.buffer);
    }
    return cachedDataViewMemory0;
  }
  function getStringFromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
  }
  let cachedUint8ArrayMemory0 = null;
  function getUint8ArrayMemory0() {
    if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) {
      cachedUint8ArrayMemory0 = new Uint8Array(wasm.memory.buffer);
    }
    return cachedUint8ArrayMemory0;
  }
  function handleError(f, args) {
    try {
      return f.apply(this, args);
    } catch (e) {
      const idx = addToExternrefTable0(e);
      wasm.__wbindgen_exn_store(idx);
    }
  }
  function isLikeNone(x) {
    return x === void 0 || x === null;
  }
  function makeMutClosure(arg0, arg1, f) {
    const state = { a: arg0, b: arg1, cnt: 1 };
    const real = (...args) => {
      state.cnt++;
      const a = state.a;
      state.a = 0;
      try {
        return f(a, state.b, ...args);
      } finally {
        state.a = a;
        real._wbg_cb_unref();
      }
    };
    real._wbg_cb_unref = () => {
      if (--state.cnt === 0) {
        wasm.__wbindgen_destroy_closure(state.a, state.b);
        state.a = 0;
        CLOSURE_DTORS.unregister(state);
      }
    };
    CLOSURE_DTORS.register(real, state, state);
    return real;
  }
  function passStringToWasm0(arg, malloc, realloc) {
    if (realloc === void 0) {
      const buf = cachedTextEncoder.encode(arg);
      const ptr2 = malloc(buf.length, 1) >>> 0;
      getUint8ArrayMemory0().subarray(ptr2, ptr2 + buf.length).set(buf);
      WASM_VECTOR_LEN = buf.length;
      return ptr2;
    }
    let len = arg.length;
    let ptr = malloc(len, 1) >>> 0;
    const mem = getUint8ArrayMemory0();
    let offset = 0;
    for (; offset < len; offset++) {
      const code = arg.charCodeAt(offset);
      if (code > 127) break;
      mem[ptr + offset] = code;
    }
    if (offset !== len) {
      if (offset !== 0) {
        arg = arg.slice(offset);
      }
      ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
      const view = getUint8ArrayMemory0().subarray(ptr + offset, ptr + len);
      const ret = cachedTextEncoder.encodeInto(arg, view);
      offset += ret.written;
      ptr = realloc(ptr, len, offset, 1) >>> 0;
    }
    WASM_VECTOR_LEN = offset;
    return ptr;
  }
  function takeFromExternrefTable0(idx) {
    const value = wasm.__wbindgen_externrefs.get(idx);
    wasm.__externref_table_dealloc(idx);
    return value;
  }
  let cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
  cachedTextDecoder.decode();
  const MAX_SAFARI_DECODE_BYTES = 2146435072;
  let numBytesDecoded = 0;
  function decodeText(bytes) {
    numBytesDecoded += bytes.length;
    if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
      cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
      cachedTextDecoder.decode();
      numBytesDecoded = bytes.length;
    }
    return cachedTextDecoder.decode(bytes);
  }
  const cachedTextEncoder = new TextEncoder();
  if (!("encodeInto" in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function(arg, view) {
      const buf = cachedTextEncoder.encode(arg);
      view.set(buf);
      return {
        read: arg.length,
        written: buf.length
      };
    };
  }
  let WASM_VECTOR_LEN = 0;
  let wasmModule, wasmInstance, wasm;
  function __wbg_finalize_init(instance, module2) {
    wasmInstance = instance;
    wasm = instance.exports;
    wasmModule = module2;
    cachedDataViewMemory0 = null;
    cachedUint8ArrayMemory0 = null;
    wasm.__wbindgen_start();
    return wasm;
  }
  async function __wbg_load(module2, imports) {
    if (typeof Response === "function" && module2 instanceof Response) {
      if (!module2.ok) {
        throw new Error(`failed to fetch Wasm: ${module2.status} ${module2.statusText} fetching '${module2.url}'`);
      }
      if (typeof WebAssembly.instantiateStreaming === "function") {
        try {
          return await WebAssembly.instantiateStreaming(module2, imports);
        } catch (e) {
          const validResponse = expectedResponseType(module2.type);
          if (validResponse && module2.headers.get("Content-Type") !== "application/wasm") {
            console.warn("`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\n", e);
          } else {
            throw e;
          }
        }
      }
      const bytes = await module2.arrayBuffer();
      return await WebAssembly.instantiate(bytes, imports);
    } else {
      const instance = await WebAssembly.instantiate(module2, imports);
      if (instance instanceof WebAssembly.Instance) {
        return { instance, module: module2 };
      } else {
        return instance;
      }
    }
    function expectedResponseType(type) {
      switch (type) {
        case "basic":
        case "cors":
        case "default":
          return true;
      }
      return false;
    }
  }
  function initSync(module2) {
    if (wasm !== void 0) return wasm;
    if (module2 !== void 0) {
      if (Object.getPrototypeOf(module2) === Object.prototype) {
        ({ module: module2 } = module2);
      } else {
        console.warn("using deprecated parameters for `initSync()`; pass a single object instead");
      }
    }
    const imports = __wbg_get_imports();
    if (!(module2 instanceof WebAssembly.Module)) {
      module2 = new WebAssembly.Module(module2);
    }
    const instance = new WebAssembly.Instance(module2, imports);
    return __wbg_finalize_init(instance, module2);
  }
  let __wbg_init_promise;
  async function __wbg_init(module_or_path) {
    if (wasm !== void 0) return wasm;
    if (__wbg_init_promise === void 0) {
      __wbg_init_promise = __wbg_init_once(module_or_path);
      __wbg_init_promise.catch(() => {
        __wbg_init_promise = void 0;
      });
    }
    return __wbg_init_promise;
  }
  async function __wbg_init_once(module_or_path) {
    if (module_or_path !== void 0) {
      if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
        ({ module_or_path } = module_or_path);
      } else {
        console.warn("using deprecated parameters for the initialization function; pass a single object instead");
      }
    }
    if (module_or_path === void 0) {
      module_or_path = new URL("dagster_deploy_bg.wasm", import.meta.url);
    }
    const imports = __wbg_get_imports();
    if (typeof module_or_path === "string" || typeof Request === "function" && module_or_path instanceof Request || typeof URL === "function" && module_or_path instanceof URL) {
      module_or_path = fetch(module_or_path);
    }
    const { instance, module: module2 } = await __wbg_load(await module_or_path, imports);
    return __wbg_finalize_init(instance, module2);
  }
  initSync({ module });
  return { call, network_variables, on_panic, run, variables };
}

// host-node.js
init_core();
import { fstatSync, readFileSync, writeSync } from "node:fs";
import http from "node:http";
function readModule() {
  return new WebAssembly.Module(readFileSync(new URL("./dagster_deploy_bg.wasm", import.meta.url)));
}
async function nodeJob(variables) {
  const { bun, node } = process.versions;
  const set = variables.filter((name) => process.env[name] !== void 0);
  return {
    argv: process.argv.slice(2),
    env: Object.fromEntries(set.map((name) => [
      name,
      /** @type {string} */
      process.env[name]
    ])),
    stdoutIsTerminal: await isTerminal(1),
    stderrIsTerminal: await isTerminal(2),
    platform: process.platform,
    runtime: bun ? `bun/${bun}` : `node/${node}`
  };
}
async function isTerminal(descriptor) {
  return fstatSync(descriptor).isCharacterDevice() && (await import("node:tty")).isatty(descriptor);
}
function nodeHost(print) {
  return {
    fetch: fetchOnce,
    sleep,
    now: () => Date.now(),
    random: () => Math.random(),
    readFile: async (path, maxBytes) => (await Promise.resolve().then(() => (init_files_node(), files_node_exports))).readFile(path, maxBytes),
    runGit: async (args) => (await Promise.resolve().then(() => (init_files_node(), files_node_exports))).runGit(args),
    print
  };
}
async function runProcess(run) {
  process.exitCode = 1;
  process.on("exit", unsettled);
  let delivered = true;
  const host = nodeHost((stream, text) => {
    const written = write(stream === "stdout" ? 1 : 2, text);
    if (stream === "stdout") delivered &&= written;
  });
  const status = await run(host).catch((error) => {
    host.print("stderr", failureLine(error));
    return 1;
  });
  process.off("exit", unsettled);
  process.exit(status === 0 && !delivered ? 1 : status);
}
var unsettled = () => void write(2, unsettledLine);
function write(descriptor, text) {
  for (let bytes = Buffer.from(text); bytes.length > 0; ) {
    try {
      bytes = bytes.subarray(writeSync(descriptor, bytes));
    } catch (error) {
      if (
        /** @type {NodeJS.ErrnoException} */
        error.code !== "EAGAIN"
      ) return false;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
  return true;
}
var connections = { keepAlive: true, timeout: 5e3 };
var agents = {};
function fetchOnce(request, signal) {
  return within(request.timeoutMilliseconds, signal, async (signal2) => {
    const response = await send(request, await route(request, signal2), signal2);
    const body = await collect(response, request.maxBodyBytes);
    const encoding = response.headers["content-encoding"];
    return {
      status: response.statusCode ?? 0,
      headers: pairs(response.rawHeaders),
      body: encoding ? await decode(body, encoding.toLowerCase(), request.maxBodyBytes) : body
    };
  });
}
async function certificatesWith(path) {
  const { readCertificates } = await import("./tls-node.js");
  return readCertificates(path);
}
async function route({ url, proxy, ca }, signal) {
  const target = new URL(url);
  const secure = target.protocol === "https:" || proxy?.startsWith("https:");
  const trusted = secure && ca !== null ? { ca: await certificatesWith(ca) } : {};
  if (proxy !== null) {
    const { through } = await import("./proxy-node.js");
    return through(new URL(proxy), target, trusted, signal);
  }
  const transport = target.protocol === "http:" ? http : await import("node:https");
  const agent = agents[target.protocol] ??= new transport.Agent(connections);
  const { hostname, port, pathname, search } = target;
  return { transport, agent, ...trusted, host: hostname.replace(/^\[|\]$/g, ""), port, path: pathname + search };
}
function send({ method, headers, body }, { transport, ...options }, signal) {
  return new Promise((resolve, reject) => {
    const fields = { ...Object.fromEntries(headers), ...options.headers };
    const outgoing = transport.request({ ...options, method, headers: fields, signal });
    outgoing.on("response", resolve);
    outgoing.on("error", reject);
    outgoing.end(body === null ? void 0 : Buffer.from(body));
  });
}
function collect(response, maxBytes) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    let size = 0;
    response.on("data", (chunk) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) response.destroy(bodyTooLarge(maxBytes));
    });
    response.on("end", () => resolve(Buffer.concat(chunks)));
    response.on("error", reject);
  });
}
async function decode(body, encoding, maxBytes) {
  const zlib = await import("node:zlib");
  const decoders = { gzip: zlib.gunzipSync, deflate: zlib.inflateSync, br: zlib.brotliDecompressSync };
  const decoder = decoders[
    /** @type {keyof typeof decoders} */
    encoding
  ];
  if (!decoder || body.length === 0) return body;
  try {
    return decoder(body, { maxOutputLength: maxBytes });
  } catch (error) {
    throw (
      /** @type {NodeJS.ErrnoException} */
      error.code === "ERR_BUFFER_TOO_LARGE" ? bodyTooLarge(maxBytes) : error
    );
  }
}
function pairs(raw) {
  return raw.flatMap((name, index) => index % 2 === 0 ? [[name, raw[index + 1]]] : []);
}

// cli.js
var core = createCore(instantiate, readModule);
runProcess(async (host) => core.run(await nodeJob(core.variables()), host));
