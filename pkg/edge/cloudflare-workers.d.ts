/** The part of cloudflare:workers that worker.js uses; https://developers.cloudflare.com/durable-objects/api has the rest. */
declare module "cloudflare:workers" {
  class DurableObject {
    constructor(ctx: ObjectContext, env: WorkerEnv);
    ctx: ObjectContext;
    env: WorkerEnv;
  }

  interface Waiting {
    waitUntil(promise: Promise<unknown>): void;
  }

  interface ObjectContext extends Waiting {
    storage: {
      sql: { exec(query: string, ...values: (string | number | null)[]): Iterable<Record<string, unknown>> };
      transactionSync(work: () => void): void;
      setAlarm(time: number): Promise<void>;
      deleteAlarm(): Promise<void>;
    };
    abort(reason: unknown): void;
  }

  interface WorkerEnv {
    [name: string]: unknown;
    DAGSTER_DEPLOY: {
      idFromName(name: string): object;
      get(id: object): { receive(name: string, message: string): Promise<string> };
    };
  }
}
