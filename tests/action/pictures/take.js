// @ts-check
/**
 * Pictures of what the Action tells people, as GitHub shows it in light and dark, for a person to look at; no test.
 *
 *     node tests/action/pictures/take.js             all pages, into target/action-pictures/
 *     node tests/action/pictures/take.js --readme    examples/pull-request-comment.png
 *
 * Needs Chromium (Debian's `chromium` with `fonts-noto-color-emoji`, or the program that CHROMIUM names); the rest is
 * installed into tests/action/.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { main, root } from "../../../scripts/run.mjs";
import { render } from "../render.js";

const here = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, "target", "action-pictures");
const names = ["deployed", "one-failed", "timed-out", "closed", "fork", "unauthorized", "job", "updated", "hostile"];

/** Colours around a comment: page, box, border, its head. */
const themes = {
  light: { page: "#ffffff", box: "#ffffff", border: "#d1d9e0", head: "#f6f8fa", text: "#59636e" },
  dark: { page: "#0d1117", box: "#0d1117", border: "#3d444d", head: "#151b23", text: "#9198a1" },
};

/** One page in one theme, with styles that do not meet those of the next. @param {string} file @param {"light" | "dark"} theme */
function framed(file, theme) {
  const { page, box, border, head, text } = themes[theme];
  const css = readFileSync(join(here, "node_modules", "github-markdown-css", `github-markdown-${theme}.css`), "utf8");
  const markdown = readFileSync(join(here, "pages", file), "utf8").replace("VERSION", "0.1.0");
  return `<div><template shadowrootmode="open"><style>${css}
    :host { background: ${page}; padding: 16px; flex: 1; min-width: 0 }
    .box { border: 1px solid ${border}; border-radius: 6px; background: ${box}; overflow: hidden }
    .head { background: ${head}; color: ${text}; border-bottom: 1px solid ${border}; padding: 8px 16px; font: 14px sans-serif }
    .markdown-body { padding: 16px; font-size: 14px }</style>
    <div class="box"><div class="head"><b>github-actions</b> bot · ${file.split(".")[1]}</div>
    <div class="markdown-body">${render(markdown)}</div></div></template></div>`;
}

/** @param {string} path @param {string} body @param {number} width @param {number} scale */
function take(path, body, width, scale) {
  const page = join(target, "page.html");
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><style>body { margin: 0 } .row { display: flex }</style>${body}
    <script>document.title = String(document.documentElement.scrollHeight)</script>`,
  );
  const chromium = (/** @type {string[]} */ ...flags) => {
    const usual = [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--hide-scrollbars",
      `--force-device-scale-factor=${scale}`,
    ];
    const all = [...usual, ...flags, pathToFileURL(page).href];
    return execFileSync(process.env.CHROMIUM ?? "chromium", all, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  };
  const height = /<title>(\d+)/.exec(chromium(`--window-size=${width},100`, "--dump-dom"))?.[1];
  chromium(`--window-size=${width},${height}`, `--screenshot=${path}`);
  console.log(path);
}

await main(async () => {
  mkdirSync(target, { recursive: true });
  if (process.argv.includes("--readme")) {
    take(join(root, "examples", "pull-request-comment.png"), framed("one-failed.comment.markdown", "light"), 860, 1.5);
    return;
  }
  for (const name of names) {
    const rows = ["comment", "summary"].map((kind) => {
      const file = `${name}.${kind}.markdown`;
      return `<div class="row">${framed(file, "light")}${framed(file, "dark")}</div>`;
    });
    take(join(target, `${name}.png`), rows.join(""), 1600, 1);
  }
});
