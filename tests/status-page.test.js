// @ts-check
/** The status page in Chromium, as the edge of the package makes it. What it shows of what is `src/edge/status/tests.rs`. */
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { findChromium, needsChromium } from "../scripts/chromium.mjs";
import { branch, messagesOf, task } from "./chromium/night.js";

const isThere = findChromium() !== undefined;
const skip = isThere || needsChromium ? false : "there is no Chromium or Chrome here; CHROME_PATH may name one";

/** @type {import("./chromium/edge.js").Edge} */
let quiet;
/** @type {import("./chromium/edge.js").Edge} */
let busy;
/** @type {import("./chromium/browser.js").Browser} */
let browser;

before(async () => {
  if (skip) return;
  assert.ok(isThere, "there is no Chromium, and with WASM_STD=debian none of these tests may be skipped");
  const { startEdge } = await import("./chromium/edge.js");
  const { startBrowser } = await import("./chromium/browser.js");
  browser = await startBrowser();
  [quiet, busy] = await Promise.all([startEdge(), startEdge()]);
  for (const message of messagesOf(Date.now())) await busy.tell(message);
});

after(async () => {
  await Promise.all([browser?.stop(), quiet?.stop(), busy?.stop()]);
});

/** A name other than this machine's own: with it, and no TLS, browsers say less of themselves. @param {{ port: number }} edge */
const named = ({ port }) => `http://edge.example:${port}`;
/** @param {{ port: number }} edge */
const local = ({ port }) => `http://localhost:${port}`;

/**
 * Opens a page, and fails if anything goes wrong in it.
 * @param {string} origin
 * @param {object} options
 * @param {(page: any) => Promise<void>} look
 */
async function inPage(origin, options, look) {
  const { page, wrong, response, close } = await browser.open(origin, options);
  try {
    assert.equal(response.status(), 200);
    await look(page);
    assert.deepEqual(wrong, []);
  } finally {
    await close();
  }
}

const phone = { viewport: { width: 375, height: 700 } };

test("nothing is shown without the operator's token", { skip }, async () => {
  const response = await fetch(`http://127.0.0.1:${busy.port}/status`);
  assert.equal(response.status, 401);
  assert.match(response.headers.get("www-authenticate") ?? "", /^Basic realm=/);
  assert.doesNotMatch(await response.text(), /acme/);
  const wrong = { username: "operator", password: "another-token-0123456789" };
  const refused = await browser.open(local(busy), { httpCredentials: wrong });
  assert.equal(refused.response.status(), 401);
  assert.doesNotMatch(await refused.page.content(), /acme/);
  await refused.close();
  await assert.rejects(browser.open(local(busy), { httpCredentials: undefined }), /ERR_INVALID_AUTH_CREDENTIALS/);
  await inPage(local(busy), {}, async () => {});
});

test("before anything has come in the page says where to send it", { skip }, async () => {
  await inPage(local(quiet), {}, async (page) => {
    assert.match(await page.innerText("main"), /Nothing has come in yet\. Deliveries go to \/webhooks\/PROVIDER/);
    assert.equal(await page.locator("table").count(), 0);
  });
});

test("what needs a person comes first, then what helps itself, then the rest", { skip }, async () => {
  await inPage(local(busy), {}, async (page) => {
    assert.deepEqual(await page.getByRole("heading", { level: 2 }).allInnerTexts(), [
      ...["Given up", "Failing, to be tried again", "Branches", "Images that wait for their branch"],
      ...["Recent deliveries and work", "Counters"],
    ]);
    assert.match(await page.innerText("main > p >> nth=1"), /^1 given up: a person is needed/);
    assert.equal(await page.title(), "1 given up: dagster-deploy");
    const dead = page.getByRole("region", { name: "Given up" }).getByRole("row").nth(1);
    assert.match(await dead.innerText(), /main-fix #118[^]*Dagster\+ refuses the token[^]*41/);
    assert.equal(await dead.locator("time").getAttribute("title"), await dead.locator("time").getAttribute("datetime"));
    const link = page.getByRole("link", { name: "4f1c2a9be07d" });
    assert.equal(await link.getAttribute("href"), "https://acme.dagster.cloud/4f1c2a9be07d");
  });
});

for (const [where, origin] of /** @type {const} */ ([
  ["on this machine", local],
  ["by plain HTTP from elsewhere", named],
])) {
  test(`Replay is reached with the keyboard, and the page says what became of it (${where})`, { skip }, async () => {
    busy.sent.length = 0;
    await inPage(origin(busy), {}, async (page) => {
      const button = page.getByRole("button", { name: "Replay branch deployment of main-fix", exact: true });
      const hasFocus = () => button.evaluate((/** @type {Element} */ one) => one === document.activeElement);
      for (let pressed = 0; pressed < 20 && !(await hasFocus()); pressed++) await page.keyboard.press("Tab");
      assert.ok(await hasFocus());
      assert.notEqual(
        await button.evaluate((/** @type {Element} */ one) => getComputedStyle(one).outlineStyle),
        "none",
      );
      const said = page.getByText("It is being tried again.");
      assert.equal(await said.isVisible(), false);
      await Promise.all([page.waitForURL("**/status#replayed"), page.keyboard.press("Enter")]);
      assert.ok(await said.isVisible());
      await page.getByRole("link", { name: "Reload" }).click();
      await page.waitForURL("**/status");
      assert.equal(await said.isVisible(), false);
    });
    assert.deepEqual(busy.sent, [{ object: "branch:acme/pipelines#main-fix", message: { kind: "replay" } }]);
  });
}

test("a phone scrolls in one direction only, and each value has its name beside it", { skip }, async () => {
  for (const edge of [quiet, busy]) {
    await inPage(local(edge), phone, async (page) => {
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 375, `${width} px`);
    });
  }
  await inPage(local(busy), phone, async (page) => {
    const cell = page.getByRole("region", { name: "Given up" }).locator("td").first();
    assert.equal(
      await cell.evaluate((/** @type {Element} */ one) => getComputedStyle(one, "::before").content),
      '"Work"',
    );
    const { height, width } = await page.getByRole("button").boundingBox();
    assert.ok(height >= 40 && width >= 44, `${width} x ${height} px`);
  });
});

for (const colorScheme of ["light", "dark"]) {
  test(`all text is well seen in the ${colorScheme} scheme`, { skip }, async () => {
    for (const edge of [quiet, busy]) {
      await inPage(local(edge), { colorScheme }, async (page) => {
        const { canvas, texts } = await page.evaluate(coloursOfTexts);
        assert.equal(luminance(canvas) > 0.5, colorScheme === "light", canvas);
        assert.ok(texts.length > 5);
        const unseen = texts.filter((/** @type {any} */ { color, back }) => contrast(color, back) < 4.5);
        assert.deepEqual(unseen, []);
      });
    }
  });
}

/** In the page: the colours of every element that has text of its own, and of what is behind all. */
function coloursOfTexts() {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.background = "Canvas";
  const canvas = getComputedStyle(probe).backgroundColor;
  probe.remove();
  /** @param {Element | null} element @returns {string} */
  const behind = (element) => {
    const color = element ? getComputedStyle(element).backgroundColor : canvas;
    return color === "rgba(0, 0, 0, 0)" ? behind(element?.parentElement ?? null) : color;
  };
  const hasText = (/** @type {Element} */ one) =>
    [...one.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
  const texts = [...document.body.querySelectorAll("*")].filter(hasText).map((element) => {
    return { text: element.textContent, color: getComputedStyle(element).color, back: behind(element) };
  });
  return { canvas, texts };
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio @param {string} one @param {string} other */
function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** @param {string} color such as `rgb(1, 2, 3)`; one that is partly transparent would need more than this */
function luminance(color) {
  const [, ...parts] = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(color) ?? assert.fail(color);
  const [red, green, blue] = parts.map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test("hostile text is text: it runs nothing, asks for nothing, and Replay sends it back as it came", {
  skip,
}, async (t) => {
  const { startEdge } = await import("./chromium/edge.js");
  const edge = await startEdge();
  t.after(edge.stop);
  const text = `"'></div></form><img src=//x.example onerror=alert(1)><script>alert(1)</script><style>*{display:none}</style>`;
  const name = `${text}\u202egnp.exe\u2066`;
  const fields = {
    state: text,
    review: text,
    deployment: `javascript:alert(1)//${text}`,
    images: [{ location: text, reference: text }],
  };
  const tasks = [task(text, 1, { isDead: true, code: text, reason: text })];
  await edge.tell(branch(name, Date.now(), { ...fields, tasks, repository: text }));
  await edge.tell(branch("another", Date.now(), { deployment: `https://x.example/${text}\u202e` }));
  await edge.tell({ count: text, sender: text, event: text, reason: text, outcome: text, branch: name });
  await inPage(local(edge), phone, async (page) => {
    assert.equal(await page.locator("img, script, body style").count(), 0);
    assert.match(await page.innerText("main"), /<script>alert\(1\)<\/script>[^]*\\u\{202e\}gnp\.exe/);
    assert.doesNotMatch(await page.innerText("main"), /\u202e/);
    assert.equal(await page.locator('a[href^="javascript:"]').count(), 0);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 375);
    await Promise.all([page.waitForURL("**/status#replayed"), page.getByRole("button").click()]);
  });
  assert.deepEqual(edge.sent, [{ object: `branch:acme/pipelines#${name}`, message: { kind: "replay" } }]);
});
