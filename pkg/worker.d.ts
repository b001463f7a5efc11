/** Types of the Worker that takes webhooks; see "Webhooks" in the README. */

/** Answers deliveries, `/health` and `/status`. */
declare const worker: {
  fetch(request: Request, env: object, ctx: { waitUntil(promise: Promise<unknown>): void }): Promise<Response>;
};
export default worker;

/** Stores branches, as a Durable Object; bind it as `DAGSTER_DEPLOY`, with SQLite storage. */
export class DagsterDeploy {
  constructor(ctx: object, env: object);
  receive(object: string, message: string): Promise<string>;
  alarm(): Promise<void>;
}
