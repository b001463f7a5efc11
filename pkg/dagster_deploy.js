function instantiate(module, queueMicrotask) {
  function action(job, host, is_post) {
    const ret = wasm.action(job, host, is_post);
    return ret;
  }
  function action_variables() {
    const ret = wasm.action_variables();
    var v1 = getArrayJsValueFromWasm0(ret[0], ret[1]);
    wasm.__wbindgen_free(ret[0], ret[1] * 4, 4);
    return v1;
  }
  function alarm(object, host) {
    const ptr0 = passStringToWasm0(object, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
    const len0 = WASM_VECTOR_LEN;
    const ret = wasm.alarm(ptr0, len0, host);
    return ret;
  }
  function answer(request, host) {
    const ret = wasm.answer(request, host);
    return ret;
  }
  function call(command, options, job, host) {
    const ptr0 = passStringToWasm0(command, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
    const len0 = WASM_VECTOR_LEN;
    const ret = wasm.call(ptr0, len0, options, job, host);
    return ret;
  }
  function call_variables(command, reads_ci_state) {
    const val2 = +reads_ci_state;
    const ptr0 = passStringToWasm0(command, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
    const len0 = WASM_VECTOR_LEN;
    const ret = wasm.call_variables(ptr0, len0, val2);
    var v3 = getArrayJsValueFromWasm0(ret[0], ret[1]);
    wasm.__wbindgen_free(ret[0], ret[1] * 4, 4);
    return v3;
  }
  function on_panic(callback) {
    wasm.on_panic(callback);
  }
  function receive(object, message, host) {
    let ptr0, len0, ptr1, len1;
    try {
      ptr0 = passStringToWasm0(object, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      len0 = WASM_VECTOR_LEN;
      ptr1 = passStringToWasm0(message, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      len1 = WASM_VECTOR_LEN;
    } catch (e) {
      if (ptr1) {
        wasm.__wbindgen_free(ptr1, len1 * 1, 1);
      }
      if (ptr0) {
        wasm.__wbindgen_free(ptr0, len0 * 1, 1);
      }
      throw e;
    }
    const ret = wasm.receive(ptr0, len0, ptr1, len1, host);
    return ret;
  }
  function run(job, host) {
    const ret = wasm.run(job, host);
    return ret;
  }
  function variables(argv) {
    const ptr0 = passArrayJsValueToWasm0(argv, wasm.__wbindgen_malloc);
    const len0 = WASM_VECTOR_LEN;
    const ret = wasm.variables(ptr0, len0);
    var v2 = getArrayJsValueFromWasm0(ret[0], ret[1]);
    wasm.__wbindgen_free(ret[0], ret[1] * 4, 4);
    return v2;
  }
  function __wbg_get_imports() {
    const import0 = {
      __proto__: null,
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
      __wbg___wbindgen_jsval_eq_38d7bfbe4cc84039: function(arg0, arg1) {
        const ret = arg0 === arg1;
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
      __wbg_appendFile_84a7ca89e290bb0d: function(arg0, arg1, arg2, arg3, arg4) {
        const ret = arg0.appendFile(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4));
        return ret;
      },
      __wbg_call_a410eb4b59ed5965: function() {
        return handleError(function(arg0, arg1, arg2) {
          const ret = arg0.call(arg1, arg2);
          return ret;
        }, arguments);
      },
      __wbg_config_d63ce4196227011d: function(arg0) {
        const ret = arg0.config();
        return ret;
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
      __wbg_headers_9ef80dd266706f48: function(arg0) {
        const ret = arg0.headers;
        return ret;
      },
      __wbg_hmacSha256_3fc6debc428bc9e4: function(arg0, arg1, arg2, arg3, arg4) {
        const ret = arg0.hmacSha256(getArrayU8FromWasm0(arg1, arg2), getArrayU8FromWasm0(arg3, arg4));
        return ret;
      },
      __wbg_join_0eb3fa0210561997: function(arg0, arg1, arg2) {
        const ret = arg0.join(getStringFromWasm0(arg1, arg2));
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
      __wbg_list_1b2aa66b5a28c29e: function(arg0, arg1, arg2) {
        const ret = arg0.list(getStringFromWasm0(arg1, arg2));
        return ret;
      },
      __wbg_load_cb8550bdf492ac49: function(arg0, arg1, arg2) {
        const ret = arg0.load(getStringFromWasm0(arg1, arg2));
        return ret;
      },
      __wbg_log_38f6806f662f962d: function(arg0, arg1, arg2) {
        arg0.log(getStringFromWasm0(arg1, arg2));
      },
      __wbg_method_3d406ebab4dd9853: function(arg0, arg1) {
        const ret = arg1.method;
        const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        const len1 = WASM_VECTOR_LEN;
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
      },
      __wbg_new_13de428334042d26: function(arg0) {
        const ret = new Uint8Array(arg0);
        return ret;
      },
      __wbg_new_37eb45aaf5eeb820: function() {
        const ret = new Array();
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
              return wasm_bindgen__convert__closures_____invoke__h541eccc9a12426cb(a, state0.b, arg02, arg12);
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
      __wbg_new_with_opt_str_and_init_6456bed24baae6fc: function() {
        return handleError(function(arg0, arg1, arg2) {
          const ret = new Response(arg0 === 0 ? void 0 : getStringFromWasm0(arg0, arg1), arg2);
          return ret;
        }, arguments);
      },
      __wbg_now_2c720bf31dfd4457: function(arg0) {
        const ret = arg0.now();
        return ret;
      },
      __wbg_of_e7ea0fcd535c1444: function(arg0, arg1) {
        const ret = Array.of(arg0, arg1);
        return ret;
      },
      __wbg_ownText_13cb568392380992: function(arg0, arg1, arg2) {
        const ret = arg0.ownText(getStringFromWasm0(arg1, arg2));
        return ret;
      },
      __wbg_parse_c3f72b5a24f83c01: function() {
        return handleError(function(arg0, arg1) {
          const ret = JSON.parse(getStringFromWasm0(arg0, arg1));
          return ret;
        }, arguments);
      },
      __wbg_post_fddb40dea39c80b7: function(arg0, arg1, arg2, arg3, arg4) {
        arg0.post(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4));
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
        queueMicrotask(arg0);
      },
      __wbg_random_82994b95918f8baa: function(arg0) {
        const ret = arg0.random();
        return ret;
      },
      __wbg_readBody_983935144de7b9fd: function(arg0, arg1, arg2) {
        const ret = arg0.readBody(arg1 >>> 0, arg2 >>> 0);
        return ret;
      },
      __wbg_readFile_b010a1eeb48e15a8: function(arg0, arg1, arg2, arg3) {
        const ret = arg0.readFile(getStringFromWasm0(arg1, arg2), arg3 >>> 0);
        return ret;
      },
      __wbg_reject_334b730b3c00849b: function(arg0) {
        const ret = Promise.reject(arg0);
        return ret;
      },
      __wbg_resolve_dbf78ab4942478b0: function(arg0) {
        const ret = Promise.resolve(arg0);
        return ret;
      },
      __wbg_runGit_89c331cd7fca73d2: function(arg0, arg1, arg2, arg3) {
        var v0 = getArrayJsValueFromWasm0(arg2, arg3);
        wasm.__wbindgen_free(arg2, arg3 * 4, 4);
        const ret = arg0.runGit(arg1, v0);
        return ret;
      },
      __wbg_runtime_fc4b9eec60f38320: function(arg0) {
        const ret = arg0.runtime();
        return ret;
      },
      __wbg_save_13802dc007b09570: function() {
        return handleError(function(arg0, arg1, arg2) {
          arg0.save(arg1, arg2);
        }, arguments);
      },
      __wbg_send_bc4091923443aa4e: function(arg0, arg1, arg2, arg3, arg4) {
        const ret = arg0.send(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4));
        return ret;
      },
      __wbg_serve_feac98d37c54f766: function(arg0, arg1) {
        const ret = arg0.serve(arg1);
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
      __wbg_set_headers_07f10dbe49bc0e77: function(arg0, arg1) {
        arg0.headers = arg1;
      },
      __wbg_set_name_822e3903f3184979: function(arg0, arg1, arg2) {
        arg0.name = getStringFromWasm0(arg1, arg2);
      },
      __wbg_set_status_bd9dc81d1c17b108: function(arg0, arg1) {
        arg0.status = arg1;
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
      __wbg_url_1be993c7b186415b: function(arg0, arg1) {
        const ret = arg1.url;
        const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        const len1 = WASM_VECTOR_LEN;
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
      },
      __wbg_variable_45b30409f2d57c3c: function(arg0, arg1, arg2) {
        const ret = arg0.variable(getStringFromWasm0(arg1, arg2));
        return ret;
      },
      __wbg_verifyRs256_dcc3e016ac43046a: function(arg0, arg1, arg2, arg3, arg4, arg5, arg6) {
        const ret = arg0.verifyRs256(getStringFromWasm0(arg1, arg2), getArrayU8FromWasm0(arg3, arg4), getArrayU8FromWasm0(arg5, arg6));
        return ret;
      },
      __wbindgen_generic_0000000000000001: function(arg0, arg1) {
        const ret = makeMutClosure(arg0, arg1, wasm_bindgen__convert__closures_____invoke__h8704c223efbd9484);
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
  function wasm_bindgen__convert__closures_____invoke__h8704c223efbd9484(arg0, arg1, arg2) {
    const ret = wasm.wasm_bindgen__convert__closures_____invoke__h8704c223efbd9484(arg0, arg1, arg2);
    if (ret[1]) {
      throw takeFromExternrefTable0(ret[0]);
    }
  }
  function wasm_bindgen__convert__closures_____invoke__h541eccc9a12426cb(arg0, arg1, arg2, arg3) {
    wasm.wasm_bindgen__convert__closures_____invoke__h541eccc9a12426cb(arg0, arg1, arg2, arg3);
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
  function passArrayJsValueToWasm0(array, malloc) {
    const ptr = malloc(array.length * 4, 4) >>> 0;
    for (let i = 0; i < array.length; i++) {
      const add = addToExternrefTable0(array[i]);
      getDataViewMemory0().setUint32(ptr + 4 * i, add, true);
    }
    WASM_VECTOR_LEN = array.length;
    return ptr;
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
  return { action, action_variables, alarm, answer, call, call_variables, on_panic, receive, run, variables };
}
export {
  instantiate
};
