// @ts-check
/** `node tests/chromium/picture.js FILE.png`: a picture of the status page as somebody finds it who is called at night. */
import { startBrowser } from "./browser.js";
import { startEdge } from "./edge.js";
import { messagesOf } from "./night.js";

const [path = "status.png"] = process.argv.slice(2);
let now = Date.UTC(2026, 0, 8, 2, 14, 0);
const edge = await startEdge(() => now);
for (const message of messagesOf(now)) {
  await edge.tell(message);
  now += 1500;
}
const browser = await startBrowser();
const { page } = await browser.open(`http://localhost:${edge.port}`, { viewport: { width: 800, height: 640 } });
await page.screenshot({ path });
await browser.stop();
await edge.stop();
