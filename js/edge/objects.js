// @ts-check
/**
 * The objects of a server: delivers their messages and runs their alarms. The core decides what these mean; the store has
 * the rows.
 */
import { LivingObject, failure } from "./object.js";
import { createPosts } from "./posts.js";

/** @typedef {import("./host.js").EdgeHost} EdgeHost */
/** @typedef {import("./host.js").ObjectHost} ObjectHost */
/** @typedef {import("./server.js").EdgeCalls} EdgeCalls */
/** @typedef {import("./server.js").Objects} Objects */
/** @typedef {import("./server.js").Outside} Outside */
/** @typedef {import("./server.js").Store} Store */

/** Alarms that run at the same time. An alarm that waits for its locations takes minutes; the others go on meanwhile. */
const MOST_ALARMS = 64;
/** The clock may be set while a timer runs, so that it is read again after this time. */
const LONGEST_WAIT = 60_000;
const STOPS_WITHIN = 10_000;

/**
 * @param {EdgeCalls} core
 * @param {Store} store
 * @param {Outside} outside
 * @returns {Objects}
 */
export function createObjects(core, store, outside) {
  /** The objects that are busy or whose alarm has failed. @type {Map<string, LivingObject>} */
  const living = new Map();
  const alarms = new Alarms(store, outside.now, {
    call: async (name) => {
      const object = livingObject(name);
      await object.alarm();
      forget(object);
    },
    notBefore: (name) => living.get(name)?.notBefore ?? 0,
  });
  /** @type {Set<Promise<unknown>>} */
  const received = new Set();

  /** @type {Objects["receive"]} */
  const receive = async (name, message) => {
    const object = livingObject(name);
    const answer = object.receive(message);
    received.add(answer);
    try {
      return await answer;
    } finally {
      received.delete(answer);
      forget(object);
    }
  };
  const posts = createPosts();
  /** @type {EdgeHost} */
  const host = {
    ...outside,
    send: receive,
    post: (name, message) => {
      posts(name, message, receive).catch((error) => outside.log(failure("messages were lost", name, error)));
    },
  };

  /** @param {string} name */
  function livingObject(name) {
    const known = living.get(name);
    if (known) return known;
    const object = new LivingObject(core, name, {
      ...host,
      load: (key) => store.load(name, key),
      list: (prefix) => store.list(name, prefix),
      save: (rows, alarm) => {
        store.save(name, rows, alarm);
        alarms.set(name, alarm);
      },
    });
    living.set(name, object);
    return object;
  }

  /** @param {LivingObject} object */
  function forget(object) {
    if (object.idle) living.delete(object.name);
  }

  return {
    host,
    receive,
    start: () => alarms.start(),
    stop: (milliseconds = STOPS_WITHIN) => {
      alarms.stop();
      return allSettledWithin(milliseconds, () => [...received, ...alarms.running.values()]);
    },
  };
}

/** Runs the alarms of objects when they are due. */
class Alarms {
  /** The alarms that are set. @type {Map<string, number>} */
  times = new Map();
  /** @type {Map<string, Promise<void>>} */
  running = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;
  wakesAt = Infinity;
  started = false;

  /**
   * @param {Store} store
   * @param {() => number} now
   * @param {{ call(name: string): Promise<void>, notBefore(name: string): number }} objects `call` never rejects
   */
  constructor(store, now, objects) {
    this.store = store;
    this.now = now;
    this.objects = objects;
  }

  start() {
    this.times = new Map(this.store.alarms());
    this.started = true;
    this.call();
  }

  stop() {
    this.started = false;
    clearTimeout(this.timer);
  }

  /**
   * @param {string} name
   * @param {number | null} time
   */
  set(name, time) {
    if (time === null) return void this.times.delete(name);
    this.times.set(name, time);
    if (!this.running.has(name)) this.wakeAt(time);
  }

  /** @param {number} time */
  wakeAt(time) {
    if (!this.started || time >= this.wakesAt) return;
    clearTimeout(this.timer);
    this.wakesAt = time;
    const wait = Math.min(Math.max(time - this.now(), 0), LONGEST_WAIT);
    this.timer = setTimeout(() => this.call(), wait);
  }

  /** Runs the alarms that are due, the oldest first, and sleeps until the next. */
  call() {
    if (!this.started) return;
    this.wakesAt = Infinity;
    for (const [name, time] of this.waiting()) {
      if (this.running.size >= MOST_ALARMS) return; // the next alarm that ends calls this again
      if (time > this.now()) return this.wakeAt(time);
      this.running.set(name, this.run(name));
    }
  }

  /** @returns {[name: string, time: number][]} */
  waiting() {
    /** @type {[string, number][]} */
    const waiting = [];
    for (const [name, time] of this.times) {
      if (!this.running.has(name)) waiting.push([name, Math.max(time, this.objects.notBefore(name))]);
    }
    return waiting.sort(([, one], [, other]) => one - other);
  }

  /** @param {string} name */
  async run(name) {
    await this.objects.call(name);
    this.running.delete(name);
    this.call();
  }
}

/**
 * Waits until no work is running, but no longer than the time limit.
 * @param {number} milliseconds
 * @param {() => Promise<unknown>[]} running returns the work that is running now
 */
async function allSettledWithin(milliseconds, running) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let late = false;
  const end = new Promise((resolve) => {
    timer = setTimeout(() => resolve((late = true)), milliseconds);
  });
  while (!late && running().length > 0) await Promise.race([Promise.allSettled(running()), end]);
  clearTimeout(timer);
}
