// @ts-check
/** `node node.js PACKAGE_URL RUN [nonblocking]`, also under Bun. */
import net from "node:net";
import { runs } from "./runs.js";

const [packageUrl, run, mode] = process.argv.slice(2);
const { runProcess } = await import(`${packageUrl}/host-node.js`);
// What opens a pipe as a stream makes it non-blocking for everybody who shares it: writes may then fail with EAGAIN.
if (mode === "nonblocking") new net.Socket({ fd: 1 }).unref();
runProcess(runs[run]);
