// @ts-check
/**
 * What the Action tells people, rendered: nothing that came from outside is more than text. `action_pages.rs` keeps the
 * pages; the words that GitHub itself would make links of stand in code, where it leaves them alone.
 */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { render } from "./action/render.js";

const folder = new URL("action/pages/", import.meta.url);

/** @param {string} name */
const page = (name) => render(readFileSync(new URL(name, folder), "utf8"));

const names = readdirSync(folder);
const hostile = names.filter((name) => name.startsWith("hostile."));

/** The opening tags. @param {string} html */
const tags = (html) => html.match(/<(?![/!])[^>]*>/g) ?? [];

/** The text that is neither code nor a link. @param {string} html */
const bare = (html) => html.replace(/<(code|pre|a)\b[^>]*>[^]*?<\/\1>/g, "").replace(/<[^>]*>/g, "");

/** What GitHub, or a browser, would make more of than text. */
const acting = /[@#$<>[\]{}*_~`|\\]|&(?!quot;)|:\/\/|www\.|:\w+:|[\da-f]{7}|[a-z]-\d/i;

test("the hostile pages were found, and hold what they should withstand", () => {
  assert.equal(hostile.length, 2);
  for (const name of hostile) assert.match(page(name), /@everyone.*@acme\/team/);
});

test("no element, attribute, link or comment comes from hostile text", () => {
  const own =
    /^<(h3|p|strong|code|pre|ul|li|sub|details|summary|table|thead|tbody|tr|t[hd]( align="(left|right)")?|code class="language-text")>$/;
  for (const name of hostile) {
    assert.deepEqual(
      tags(page(name)).filter((tag) => !own.test(tag)),
      [],
      name,
    );
    const comments = name.includes("comment") ? ["<!-- dagster-deploy: etl -->"] : [];
    assert.deepEqual(page(name).match(/<!--[^]*?-->/g) ?? [], comments, name);
  }
});

test("what GitHub would make a mention, a reference, a link, a formula or a picture of stands in code", () => {
  for (const name of names) assert.doesNotMatch(bare(page(name)), acting, name);
});

test("every element that a page opens is closed, and the table of locations stays one", () => {
  for (const name of names) {
    const html = page(name);
    for (const tag of ["details", "sub", "pre", "code", "table"]) {
      const count = (/** @type {string} */ mark) => html.split(mark).length - 1;
      assert.equal(count(`<${tag}>`) + count(`<${tag} `), count(`</${tag}>`), `${name}: ${tag}`);
    }
  }
  for (const name of hostile) assert.equal(page(name).match(/<tr>\n<td align="left"><code>/g)?.length, 23, name);
});

test("links lead to Dagster+, to the commit, the pull request and the run only", () => {
  for (const name of names) {
    const links = [...page(name).matchAll(/ href="([^"]*)"/g)].map((found) => found[1]);
    const isOurs = (/** @type {string} */ url) =>
      /^https:\/\/(acme\.dagster\.cloud|github\.com\/acme\/etl)\//.test(url);
    assert.deepEqual(
      links.filter((url) => !isOurs(url)),
      [],
      name,
    );
  }
});
