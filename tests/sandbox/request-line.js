// @ts-check
/**
 * One line about a request, for whoever watches the stand-in at work.
 */
import { quoted } from "./resolvers/context.js";

/**
 * @param {import("./answer.js").RecordedRequest} request
 * @param {import("./operation.js").Answer} answer
 * @param {import("./misbehaviour.js").Misbehaviour} entry
 */
export function requestLine(request, answer, entry) {
  const what = request.rootFields.join(" ") || `${request.method} ${quoted(request.path)}`;
  const status = request.status ?? "---";
  return `${status}  ${what.padEnd(32)}  ${outcome(request, answer, entry)}`.trimEnd();
}

/**
 * @param {import("./answer.js").RecordedRequest} request
 * @param {import("./operation.js").Answer} answer
 * @param {import("./misbehaviour.js").Misbehaviour} entry
 */
function outcome(request, answer, entry) {
  const misbehaved = Object.keys(entry).length > 0 ? ["misbehaved as it was told"] : [];
  const refused = answer.status === 200 ? [] : [quoted(String(answer.body)).slice(0, 200)];
  const said = [...misbehaved, ...request.happened];
  return (said.length > 0 ? said : refused).join("; ");
}
