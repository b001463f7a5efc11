// @ts-check
/** `node node.js PACKAGE_URL URLS`, also under Bun. */
import { scenario } from "./scenario.js";

const [packageUrl, urls] = process.argv.slice(2);
console.log(JSON.stringify(await scenario(await import(`${packageUrl}/index.js`), JSON.parse(urls))));
