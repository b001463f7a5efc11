import { DurableObject } from "cloudflare:workers";
import { core } from "../core-workerd.js";
import { coded } from "../errors.js";
import { workerdHost, workerdJob } from "../host-workerd.js";
import { answer } from "./handler.js";
import { LivingObject, failure, messageOf } from "./object.js";
import { createPosts } from "./posts.js";
var stdin_default = {
  /**
   * @param {Request} request
   * @param {Env} env
   * @param {Waiting} ctx
   */
  fetch: (request, env, ctx) => answer(core, request, edgeHost(env, ctx))
};
const tables = [
  "CREATE TABLE IF NOT EXISTS rows (key TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID",
  "CREATE TABLE IF NOT EXISTS object (name TEXT)"
];
class DagsterDeploy extends DurableObject {
  /** @type {LivingObject | undefined} */
  #living;
  /** The alarm that was saved since the last alarm began; undefined if none was. @type {number | null | undefined} */
  #saved;
  /**
   * @param {import("cloudflare:workers").ObjectContext} ctx
   * @param {Env} env
   */
  constructor(ctx, env) {
    super(ctx, env);
    for (const table of tables) ctx.storage.sql.exec(table);
    for (const { name } of ctx.storage.sql.exec("SELECT name FROM object")) this.#living = this.#create(String(name));
  }
  /**
   * @param {string} name of this object, stored because the platform gives an alarm no name
   * @param {string} message
   */
  async receive(name, message) {
    this.#living ??= this.#create(name);
    return this.#living.receive(message);
  }
  /** Never rejects because of the core: the platform would call it six times more, and then never again. */
  async alarm() {
    if (!this.#living) return;
    this.#saved = void 0;
    await this.#living.alarm();
    if (this.#living.failures > 0 && this.#saved !== null) this.#setAlarm(this.#saved ?? 0);
  }
  /** @param {string} name */
  #create(name) {
    const { sql } = this.ctx.storage;
    return new LivingObject(core, name, {
      ...edgeHost(this.env, this.ctx),
      load: (key) => texts(sql.exec("SELECT key, text FROM rows WHERE key = ?", key))[0]?.[1],
      list: (prefix) => texts(sql.exec("SELECT key, text FROM rows WHERE key >= ? ORDER BY key", prefix), prefix),
      save: (rows, alarm) => this.ctx.storage.transactionSync(() => this.#save(name, rows, alarm))
    });
  }
  /**
   * @param {string} name
   * @param {[string, string | null][]} rows
   * @param {number | null} alarm
   */
  #save(name, rows, alarm) {
    const { sql } = this.ctx.storage;
    sql.exec("INSERT INTO object SELECT ? WHERE NOT EXISTS (SELECT 1 FROM object)", name);
    for (const [key, text] of rows) {
      if (text === null) sql.exec("DELETE FROM rows WHERE key = ?", key);
      else sql.exec("INSERT OR REPLACE INTO rows VALUES (?, ?)", key, text);
    }
    this.#setAlarm(alarm);
  }
  /** @param {number | null} time */
  #setAlarm(time) {
    const { storage } = this.ctx;
    this.#saved = time;
    const next = Math.max(time ?? 0, this.#living?.notBefore ?? 0, Date.now() + 1);
    const set = time === null ? storage.deleteAlarm() : storage.setAlarm(next);
    set.catch((error) => this.ctx.abort(error));
  }
}
function texts(rows, prefix = "") {
  const found = [];
  for (const { key, text } of rows) {
    if (!String(key).startsWith(prefix)) break;
    found.push([String(key), String(text)]);
  }
  return found;
}
const posts = createPosts();
function edgeHost(env, ctx) {
  const log = (line) => console.log(line);
  const send = async (object, message) => {
    try {
      return await env.DAGSTER_DEPLOY.get(env.DAGSTER_DEPLOY.idFromName(object)).receive(object, message);
    } catch (error) {
      throw coded("ERR_OBJECT", messageOf(error));
    }
  };
  return {
    ...workerdHost((_, text) => log(text)),
    config: () => String(env.DAGSTER_DEPLOY_WEBHOOKS ?? ""),
    variable: (name) => typeof env[name] === "string" ? env[name] : void 0,
    runtime: () => workerdJob().runtime,
    send,
    post: (object, message) => ctx.waitUntil(posts(object, message, send).catch((error) => log(failure("messages were lost", object, error)))),
    log
  };
}
export {
  DagsterDeploy,
  stdin_default as default
};
