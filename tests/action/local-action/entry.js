/**
 * What @github/local-action can start: it imports a script and calls its `run()`, where GitHub's runner starts the script
 * as a process. The script is named by MAIN, and it is done when its module is.
 */
import { pathToFileURL } from "node:url";

export const run = () => import(pathToFileURL(process.env.MAIN ?? "").href);
