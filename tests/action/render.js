// @ts-check
/**
 * Markdown to HTML as GitHub's parser does it, with raw HTML left in: what a test finds in it came through. GitHub's own
 * clean-up of elements, its mentions and its references come after this and are not here.
 */
import { ensureInstalled } from "../../scripts/ensure.mjs";

await ensureInstalled("tests/action");
// Not static: the packages are installed by then only, and their types are not there for a check before.
const [{ micromark }, { gfm, gfmHtml }] = await Promise.all(
  ["micromark", "micromark-extension-gfm"].map((name) => import(name)),
);

/** @param {string} markdown @returns {string} */
export function render(markdown) {
  const extensions = { extensions: [gfm()], htmlExtensions: [gfmHtml()] };
  return micromark(markdown, { allowDangerousHtml: true, allowDangerousProtocol: true, ...extensions });
}
