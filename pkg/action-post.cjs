// @ts-check
/** The end of the Action in a job that was cancelled (`post` in `action.yml`): action.cjs with the argument `post`. */
process.argv.splice(2, Infinity, "post");
// @ts-expect-error The build makes action.cjs of action.js.
require("./action.cjs");
