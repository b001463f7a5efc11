// @ts-check
/**
 * Sends deliveries to a server of the edge, kills it at random, starts it again on the same folder, and sends again
 * what was not answered with success, as a person would by hand; what was answered is never sent again. In the end
 * Dagster+ (tests/sandbox) must have come to know the truth. All that is random follows from a seed, but for the time.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startSandbox } from "../../sandbox/dagster-plus.js";
import { History, randomOf, secret } from "./history.js";
import { Server, servers } from "./servers.js";
import { differences, stepsBack } from "./truth.js";

/** @typedef {import("./history.js").Delivery} Delivery */

const WIDTH = 12;
/** What was interrupted waits for ten seconds at most; the rest is for slow machines. */
const ENDS_WITHIN = 60_000;

const config = `
senders:
  github: {secrets: SECRET}
  ghcr: {secrets: SECRET}
repositories:
  - name: acme/app
    locations:
      - {location_name: etl, code_source: {module_name: etl}}
    images:
      - {image: "ghcr.io/acme/etl:pr-{pr}-{sha12}", location: etl}
retry: {first: 0.2, longest: 1, give_up: 3600}
`;

/**
 * When the server is killed. Each resolves when it was told to end.
 * @type {Record<string, (driver: Driver, server: Server, url: string) => Promise<unknown>>}
 */
const moments = {
  async "right after an answer"(driver, server, url) {
    await driver.post(url, driver.history.last());
    void server.kill();
  },
  async "in the middle of requests"(driver, server, url) {
    for (let count = 0; count < 4; count++) driver.tell(url, driver.history.next());
    await sleep(driver.random() * 8);
    void server.kill();
  },
  async "during the work"(driver, server, url) {
    const { sandbox } = driver;
    sandbox.misbehave({ delayMilliseconds: 300, times: 3 });
    driver.tell(url, driver.history.next());
    const before = sandbox.requests.length;
    for (let waited = 0; sandbox.requests.length === before && waited < 400; waited++) await sleep(5);
    await sleep(driver.random() * 350);
    void server.kill();
  },
  async "at any time"(driver, server, url) {
    await driver.send(url, driver.random() * 300);
    void server.kill();
  },
};

/**
 * @param {string} runtime
 * @param {{ kills: number, seed: number, log?: (line: string) => void }} options
 */
export async function crash(runtime, { kills, seed, log = () => {} }) {
  const folder = mkdtempSync(join(tmpdir(), `edge-crash-${runtime}-`));
  const sandbox = await startSandbox({ loadingPolls: 0, stalePolls: 0 });
  const driver = new Driver(runtime, { folder, sandbox, seed, log });
  try {
    for (let count = 1; count <= kills; count++) await driver.round(count);
    return await driver.end();
  } finally {
    await driver.server?.kill();
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

class Driver {
  /** What was not answered with success. @type {Delivery[]} */
  unanswered = [];
  /** What happened to branches and was not answered yet. @type {Set<Delivery>} */
  changes = new Set();
  /** @type {Set<Promise<void>>} */
  onTheWay = new Set();
  answers = 0;
  failures = 0;
  /** @type {string[]} */
  errors = [];
  /** @type {Server | undefined} */
  server;

  /**
   * @param {string} runtime
   * @param {{ folder: string, sandbox: import("../../sandbox/dagster-plus.js").Sandbox, seed: number,
   *   log: (line: string) => void }} options
   */
  constructor(runtime, { folder, sandbox, seed, log }) {
    const variables = { SECRET: secret, DAGSTER_CLOUD_URL: sandbox.url, DAGSTER_CLOUD_API_TOKEN: sandbox.token };
    this.start = () => new Server(servers[runtime]({ folder, config, variables }), folder);
    this.sandbox = sandbox;
    this.random = randomOf(seed);
    this.history = new History(this.random, WIDTH);
    this.log = log;
  }

  /** One life of the server. @param {number} count */
  async round(count) {
    const server = (this.server = this.start());
    if (this.random() < 0.15) {
      await sleep(this.random() * 400);
      this.log(`kill ${count}: while it starts`);
    } else {
      const url = await server.listening();
      await this.send(url, 200 + this.random() * 1500);
      const moment = this.history.one(Object.keys(moments));
      this.log(`kill ${count}: ${moment}, after ${this.answers} answers`);
      await moments[moment](this, server, url);
    }
    await server.kill();
    await Promise.all(this.onTheWay);
    this.examine(server);
  }

  /** Lets things happen for some time. @param {string} url @param {number} milliseconds */
  async send(url, milliseconds) {
    for (const end = Date.now() + milliseconds; Date.now() < end; await sleep(this.random() * 80)) {
      // A person comes late, and in no order.
      const again = this.unanswered.filter(() => this.random() < 0.2);
      this.unanswered = this.unanswered.filter((delivery) => !again.includes(delivery));
      this.tell(url, [...again, ...this.history.next()]);
    }
  }

  /**
   * Sends without waiting. An image waits for what happened to its branch before: of images whose commits nobody has
   * put in an order yet, the one that comes last counts.
   * @param {string} url
   * @param {Delivery[]} deliveries
   */
  tell(url, deliveries) {
    for (const delivery of deliveries.filter(({ isImage }) => !isImage)) this.changes.add(delivery);
    const unclear = new Set([...this.changes].map(({ branch }) => branch));
    for (const delivery of deliveries) {
      if (delivery.isImage && unclear.has(delivery.branch)) {
        this.unanswered.push(delivery);
        continue;
      }
      const sent = this.post(url, delivery).finally(() => this.onTheWay.delete(sent));
      this.onTheWay.add(sent);
    }
  }

  /** @param {string} url @param {Delivery} delivery */
  async post(url, delivery) {
    const { path, headers, body, about } = delivery;
    const answer = await fetch(url + path, { method: "POST", headers, body }).catch(() => undefined);
    if (answer?.status === 202 || answer?.status === 200) {
      this.answers += 1;
      return void this.changes.delete(delivery);
    }
    this.failures += 1;
    this.unanswered.push(delivery);
    if (answer) this.errors.push(`${about} was answered with ${answer.status}: ${await answer.text().catch(String)}`);
  }

  /** What a server has said must tell of no error. @param {Server} server */
  examine({ said }) {
    this.errors.push(...said.split("\n").filter((line) => /"level":"error"|failed"|panic/.test(line)));
  }

  /** Lives without a crash until all is as it should be. */
  async end() {
    const server = (this.server = this.start());
    const url = await server.listening();
    while (this.unanswered.length > 0) {
      this.tell(url, this.unanswered.splice(0));
      await Promise.all(this.onTheWay);
    }
    const { sandbox, history } = this;
    for (const end = Date.now() + ENDS_WITHIN; Date.now() < end; await sleep(200)) {
      if (differences(sandbox, history.branches).length === 0) break;
    }
    await server.kill();
    this.examine(server);
    const wrong = differences(sandbox, history.branches);
    const [branches, requests] = [history.branches.length, sandbox.requests.length];
    const counts = { answers: this.answers, sentAgain: this.failures, branches, requests };
    return { wrong, back: stepsBack(sandbox, history.branches), errors: this.errors, counts };
  }
}
