import { wantsOwnConnection } from "./http.js";
import { fetchOnce as tryByFetch } from "./http-fetch.js";
async function fetchOnce(request, signal) {
  try {
    return await tryByFetch(request, signal, { timeout: false, keepalive: !wantsOwnConnection(request.headers) });
  } catch (error) {
    const { code, message } = (
      /** @type {Error & { code?: string }} */
      error
    );
    throw Object.assign(new Error(message.replace(/ For more information, pass `verbose[^]*/, "")), { code });
  }
}
export {
  fetchOnce
};
