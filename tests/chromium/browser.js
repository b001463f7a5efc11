// @ts-check
/**
 * A Chromium for the tests, in which every name is this machine's: a page that asks for anything elsewhere would get it
 * here, and be seen. What goes wrong in a page is kept.
 */
import { createRequire } from "node:module";
import { findChromium } from "../../scripts/chromium.mjs";
import { token } from "./edge.js";

const { chromium } = createRequire(import.meta.url)("playwright-core");

/** @typedef {Awaited<ReturnType<typeof startBrowser>>} Browser */

export async function startBrowser() {
  const args = ["--host-resolver-rules=MAP * 127.0.0.1", "--no-proxy-server"];
  const browser = await chromium.launch({ executablePath: findChromium(), args });
  return {
    open: (/** @type {string} */ origin, /** @type {object} */ options = {}) => open(browser, origin, options),
    stop: () => browser.close(),
  };
}

/**
 * A page of a context of its own, with the operator's token, and what went wrong in it.
 * @param {any} browser
 * @param {string} origin
 * @param {object} options of the context
 */
async function open(browser, origin, options) {
  const credentials = { username: "operator", password: token };
  const context = await browser.newContext({ httpCredentials: credentials, ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const wrong = [];
  page.on("console", (/** @type {any} */ message) => wrong.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (/** @type {Error} */ error) => wrong.push(`error: ${error.message}`));
  page.on("dialog", (/** @type {any} */ dialog) => {
    wrong.push("a dialog");
    dialog.dismiss();
  });
  page.on("request", (/** @type {any} */ request) => {
    if (!request.url().startsWith(`${origin}/`)) wrong.push(`it asked for ${request.url()}`);
  });
  const response = await page.goto(`${origin}/status`);
  return { page, wrong, response, close: () => context.close() };
}
