/** The types of the Worker that takes webhooks; the README's section "Webhooks" says how it is set up. */

/** Answers deliveries, `/health` and `/status`. */
declare const worker: {
  fetch(request: Request, env: object, ctx: { waitUntil(promise: Promise<unknown>): void }): Promise<Response>;
};
export default worker;

/** The Durable Object that keeps branches; bind it as `DAGSTER_DEPLOY`, with SQLite storage. */
export class DagsterDeploy {
  constructor(ctx: object, env: object);
  receive(object: string, message: string): Promise<string>;
  alarm(): Promise<void>;
}
