/** Of node:sqlite, which the types of Node 20 lack, what store-node.js uses; https://nodejs.org/api/sqlite.html */
declare module "node:sqlite" {
  type Value = string | number | null;

  class DatabaseSync {
    constructor(path: string);
    exec(sql: string): void;
    prepare(sql: string): StatementSync;
    close(): void;
  }

  class StatementSync {
    get(...values: Value[]): Record<string, Value> | undefined;
    all(...values: Value[]): Record<string, Value>[];
    iterate(...values: Value[]): Iterable<Record<string, Value>>;
    run(...values: Value[]): unknown;
  }
}
