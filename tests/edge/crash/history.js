// @ts-check
/**
 * Branches of a repository that live as branches do: they are pushed to, reviewed, closed and opened again, and images
 * are built from their commits. Whatever happens is told by deliveries as GitHub sends them, and is remembered as the
 * truth with which Dagster+ can be compared (truth.js). Not here: sending anything.
 */
import { createHmac } from "node:crypto";

/**
 * @typedef {{ status: "OPEN" | "CLOSED" | "MERGED", hash: string }} State
 * @typedef {object} Branch
 * @property {string} name
 * @property {number} number of its review
 * @property {State[]} states all that were true, the latest last
 * @property {string[]} images likewise
 * @property {string} built its commit that has an image last
 * @property {string} message of its last commit
 * @property {boolean} isDone nothing happens to it any more
 *
 * @typedef {object} Delivery
 * @property {string} path
 * @property {Record<string, string>} headers
 * @property {string} body
 * @property {Branch} branch
 * @property {boolean} isImage
 * @property {string} about for people
 * @typedef {() => number} Random at least 0 and below 1
 */

export const secret = "crash-secret";
/** After as many events a branch makes room for another. */
const LONG = 14;
const repository = { full_name: "acme/app", clone_url: "https://github.com/acme/app.git", default_branch: "main" };
const author = { name: "Ada", email: "ada@example.com" };

/** @param {Branch} branch */
export const stateOf = (branch) => branch.states[branch.states.length - 1];

/** Whether there is an image of its last commit. @param {Branch} branch */
const hasImage = (branch) => branch.built === stateOf(branch).hash;

/** @param {number} seed @returns {Random} the same numbers for the same seed */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class History {
  /** @type {Branch[]} */
  branches = [];
  /** Counts seconds: when something was last changed. */
  time = Date.parse("2026-11-23T10:00:00Z") / 1000;
  deliveries = 0;

  /**
   * @param {Random} random
   * @param {number} width how many branches live at the same time
   */
  constructor(random, width) {
    this.random = random;
    this.width = width;
  }

  /** Something happens somewhere. @returns {Delivery[]} what is told of it */
  next() {
    const living = this.branches.filter((branch) => !branch.isDone);
    if (living.length < this.width) return this.begin();
    return this.happens(this.one(living));
  }

  /** What happens to a branch is the last thing that does. @returns {Delivery} one that alone tells of it */
  last() {
    const branch = this.one(this.branches.filter((branch) => !branch.isDone));
    branch.isDone = true;
    if (stateOf(branch).status !== "OPEN") return this.review(branch, "reopened", "OPEN");
    if (!hasImage(branch) && this.random() < 0.5) return this.image(branch);
    return this.review(branch, "closed", this.random() < 0.5 ? "CLOSED" : "MERGED");
  }

  /** @returns {Delivery[]} */
  begin() {
    const number = this.branches.length + 1;
    /** @type {Branch} */
    const branch = { name: `feat-${number}`, number, states: [], images: [], built: "", message: "", isDone: false };
    this.branches.push(branch);
    return this.commit(branch, "opened");
  }

  /** @param {Branch} branch @returns {Delivery[]} */
  happens(branch) {
    const { status } = stateOf(branch);
    branch.isDone = branch.states.length > LONG;
    if (status !== "OPEN") return [this.review(branch, "reopened", "OPEN")];
    const dice = this.random();
    if (dice < 0.35 && !hasImage(branch)) return [this.image(branch)];
    if (dice < 0.8) return this.commit(branch, "synchronize");
    branch.isDone ||= dice > 0.93;
    return [this.review(branch, "closed", branch.isDone ? "MERGED" : "CLOSED")];
  }

  /** Its push and its review's event are told in any order. @param {Branch} branch @param {string} action */
  commit(branch, action) {
    const [before, after] = [branch.states.length > 0 ? stateOf(branch).hash : "0".repeat(40), this.digits(40)];
    branch.message = `Change ${branch.states.length} of ${branch.name}`;
    const head = { id: after, message: branch.message, timestamp: this.now(), author };
    const push = { ref: `refs/heads/${branch.name}`, before, after, repository, head_commit: head };
    const pushed = this.delivery("github", "push", push, branch);
    const reviewed = this.review(branch, action, "OPEN", { before, after });
    return this.random() < 0.5 ? [pushed, reviewed] : [reviewed, pushed];
  }

  /**
   * @param {Branch} branch
   * @param {string} action
   * @param {State["status"]} status
   * @param {{ before?: string, after?: string }} [moved]
   */
  review(branch, action, status, moved = {}) {
    const hash = moved.after ?? stateOf(branch).hash;
    branch.states.push({ status, hash });
    const [number, merged] = [branch.number, status === "MERGED"];
    const head = { ref: branch.name, sha: hash, repo: { full_name: "acme/app" } };
    const state = status === "OPEN" ? "open" : "closed";
    const about = { number, title: branch.name, state, merged, updated_at: this.now(), user: { login: "ada" } };
    const pull = { ...about, html_url: `https://github.com/acme/app/pull/${number}`, head, base: { ref: "main" } };
    const body = { action, number, repository, pull_request: pull, ...(action === "synchronize" ? moved : {}) };
    return this.delivery("github", "pull_request", body, branch);
  }

  /** @param {Branch} branch */
  image(branch) {
    const name = `pr-${branch.number}-${stateOf(branch).hash.slice(0, 12)}`;
    const digest = `sha256:${this.digits(64)}`;
    branch.images.push(`ghcr.io/acme/etl@${digest}`);
    branch.built = stateOf(branch).hash;
    const tag = { package_url: `ghcr.io/acme/etl:${name}`, container_metadata: { tag: { name, digest } } };
    const pushed = { name: "etl", namespace: "acme", package_type: "CONTAINER", package_version: tag };
    const body = { action: "published", registry_package: pushed };
    return this.delivery("ghcr", "registry_package", body, branch);
  }

  /**
   * @param {string} sender
   * @param {string} event
   * @param {Record<string, unknown>} what
   * @param {Branch} branch
   * @returns {Delivery}
   */
  delivery(sender, event, what, branch) {
    const id = `delivery-${++this.deliveries}`;
    const body = JSON.stringify(what);
    const signature = createHmac("sha256", secret).update(body).digest("hex");
    const proof = { "x-github-delivery": id, "x-hub-signature-256": `sha256=${signature}` };
    const headers = { "content-type": "application/json", "x-github-event": event, ...proof };
    const about = `${event} ${what.action ?? ""} of ${branch.name}: ${JSON.stringify(stateOf(branch) ?? "begins")}`;
    return { path: `/webhooks/${sender}`, headers, body, branch, isImage: sender === "ghcr", about };
  }

  /** A second has passed. */
  now() {
    return new Date(++this.time * 1000).toISOString().replace(".000", "");
  }

  /** @param {number} count of hexadecimal digits */
  digits(count) {
    return Array.from({ length: count }, () => Math.floor(this.random() * 16).toString(16)).join("");
  }

  /** @template T @param {T[]} list @returns {T} */
  one(list) {
    return list[Math.floor(this.random() * list.length)];
  }
}
