// @ts-check
/** `node node.js PACKAGE_URL URLS`, also under Bun. */
import { scenario } from "./scenario.js";

const [packageUrl, urls] = process.argv.slice(2);
const { branchDeployment } = await import(`${packageUrl}/index.js`);
console.log(JSON.stringify(await scenario(branchDeployment.createOrUpdate, JSON.parse(urls))));
