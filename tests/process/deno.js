/** `deno run … deno.js PACKAGE_URL RUN`. */
import { runs } from "./runs.js";

const [packageUrl, run] = Deno.args;
const { runProcess } = await import(`${packageUrl}/host-deno.js`);
runProcess(runs[run]);
