/** `deno run … deno.js PACKAGE_URL URLS`. */
import { scenario } from "./scenario.js";

const [packageUrl, urls] = Deno.args;
const { branchDeployment } = await import(`${packageUrl}/index.deno.js`);
console.log(JSON.stringify(await scenario(branchDeployment.createOrUpdate, JSON.parse(urls))));
