// @ts-check
/**
 * A core that does what the tests of servers tell it to, in place of the edge's. A path says what to do with a request; a
 * message is what an object is to save, and its row `plan` says what its alarms do in turn.
 */

/** @typedef {import("../../js/edge.js").EdgeHost} EdgeHost */
/** @typedef {import("../../js/edge.js").ObjectHost} ObjectHost */
/** @typedef {{ rows?: [string, string | null][], alarm?: number | null, takes?: number }} Message */

/** @type {Map<string, number>} how often this process has called an object's alarm */
const calls = new Map();

/** @type {import("../../js/server.js").EdgeCalls} */
export const core = { answer, receive, alarm };

/** @type {import("../../js/server.js").EdgeCalls["answer"]} */
async function answer(request, host) {
  const { pathname, searchParams } = new URL(request.url);
  const [, what, object] = pathname.split("/");
  if (what === "fails") throw new Error("broken inside");
  if (what === "slow") await host.sleep(Number(object));
  if (what === "slow") return new Response("at last");
  if (what === "head")
    return Response.json({ method: request.method, url: request.url, seen: request.headers.get("x-test") });
  if (what === "unread") return new Response("not read", { status: 404 });
  const read = host.readBody(Number(searchParams.get("max") ?? 1e6), Number(searchParams.get("time") ?? 5000));
  const body = await read.catch((error) => error);
  if (body instanceof Error) return new Response(String(/** @type {any} */ (body).code), { status: 413 });
  if (what === "size") return new Response(String(body.length));
  if (what === "variable") return Response.json([host.config(), host.variable(object) ?? null, host.runtime()]);
  const message = new TextDecoder().decode(body);
  if (what === "post") host.post(object, message);
  return new Response(what === "post" ? "posted" : await host.send(object, message), { headers: [["x-one", "1"]] });
}

/** @type {import("../../js/server.js").EdgeCalls["receive"]} */
async function receive(_object, text, host) {
  /** @type {Message} */
  const { rows, alarm = null, takes } = [JSON.parse(text)].flat()[0]; // what is posted comes as a list
  if (takes) await host.sleep(takes);
  if (rows) host.save(rows, alarm);
  return JSON.stringify(host.list(""));
}

/** @type {import("../../js/server.js").EdgeCalls["alarm"]} */
async function alarm(object, host) {
  const call = calls.get(object) ?? 0;
  calls.set(object, call + 1);
  const step = (host.load("plan") ?? "").split(" ")[call] || "done";
  if (step === "throw") throw new Error("broken inside");
  if (step === "again") return host.save([["again", String(call)]], host.now());
  if (step === "slow" || step === "wait") await host.sleep(700);
  if (step !== "stay" && step !== "wait") host.save([["rang", `${call + 1} of ${object}`]], null);
}
