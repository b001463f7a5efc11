import { hmacSha256, verifyRs256 } from "./crypto.js";
const abortable = ["fetch", "sleep"];
function guardHost(host, call, readText) {
  const guarded = {
    hmacSha256: (...args) => call.guard(hmacSha256(...args)),
    verifyRs256: (...args) => call.guard(verifyRs256(...args)),
    ownText: (name) => call.guard(readText(name))
  };
  for (const [name, member] of Object.entries(host)) {
    guarded[name] = (...args) => {
      if (name === "save") call.throwIfAborted();
      try {
        if (abortable.includes(name)) args.push(call);
        const result = member.apply(host, args);
        return typeof result?.then === "function" ? call.guard(result) : result;
      } catch (error) {
        if (name === "save") throw error;
        call.abort(error);
        return new Promise(() => {
        });
      }
    };
  }
  return guarded;
}
export {
  guardHost
};
