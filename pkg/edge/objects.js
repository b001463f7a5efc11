import { LivingObject, failure } from "./object.js";
import { createPosts } from "./posts.js";
const MOST_ALARMS = 64;
const LONGEST_WAIT = 6e4;
const STOPS_WITHIN = 1e4;
function createObjects(core, store, outside) {
  const living = /* @__PURE__ */ new Map();
  const alarms = new Alarms(store, outside.now, {
    call: async (name) => {
      const object = livingObject(name);
      await object.alarm();
      forget(object);
    },
    notBefore: (name) => living.get(name)?.notBefore ?? 0
  });
  const received = /* @__PURE__ */ new Set();
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
  const host = {
    ...outside,
    send: receive,
    post: (name, message) => {
      posts(name, message, receive).catch((error) => outside.log(failure("messages were lost", name, error)));
    }
  };
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
      }
    });
    living.set(name, object);
    return object;
  }
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
    }
  };
}
class Alarms {
  /** The alarms that are set. @type {Map<string, number>} */
  times = /* @__PURE__ */ new Map();
  /** @type {Map<string, Promise<void>>} */
  running = /* @__PURE__ */ new Map();
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
      if (this.running.size >= MOST_ALARMS) return;
      if (time > this.now()) return this.wakeAt(time);
      this.running.set(name, this.run(name));
    }
  }
  /** @returns {[name: string, time: number][]} */
  waiting() {
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
async function allSettledWithin(milliseconds, running) {
  let timer;
  let late = false;
  const end = new Promise((resolve) => {
    timer = setTimeout(() => resolve(late = true), milliseconds);
  });
  while (!late && running().length > 0) await Promise.race([Promise.allSettled(running()), end]);
  clearTimeout(timer);
}
export {
  createObjects
};
