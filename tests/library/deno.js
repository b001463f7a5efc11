/** `deno run … deno.js PACKAGE_URL URLS`. */
import { scenario } from "./scenario.js";

const [packageUrl, urls] = Deno.args;
console.log(JSON.stringify(await scenario(await import(`${packageUrl}/index.deno.js`), JSON.parse(urls))));
