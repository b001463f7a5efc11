// @ts-check
/** The errors of the program: those that a library call rejects with, those that a host throws, and their one line. */

/** @typedef {{ code: string, message: string, hint: string | null }} Mistake */

/** Rejects a library call. */
export class DeployError extends Error {
  /** @param {Mistake & { errors?: Mistake[], details?: object }} fields */
  constructor({ code, message, hint, errors = [{ code, message, hint }], details = {} }) {
    super(message);
    this.name = "DeployError";
    /** Never changes between versions, such as `auth/unauthorized`; of the first mistake if there are several. */
    this.code = code;
    /** The next step, or null. */
    this.hint = hint;
    /** Every mistake that was found. */
    this.errors = errors;
    /** The fields of the result that were known when the command failed. */
    this.details = details;
  }
}

/**
 * Returns the error of a core that has trapped.
 * @param {string} message
 */
export function panicError(message) {
  return new DeployError({
    code: "internal/panic",
    message: `dagster-deploy failed inside: ${message}`,
    hint: "this is a bug in dagster-deploy, please report it; what the server has done so far stays done",
  });
}

/**
 * Returns an error with a code, as host.d.ts promises it.
 * @param {string} code
 * @param {string} message
 */
export function coded(code, message) {
  return Object.assign(new Error(message), { code });
}

/**
 * Formats the line that a command line prints when its run was rejected.
 * @param {unknown} error
 */
export function failureLine(error) {
  const { message, hint } = /** @type {Partial<DeployError>} */ (error ?? {});
  const line = `Error: ${[message ?? String(error), hint].filter(Boolean).join("; ")}`;
  return `${line.replace(/[\p{Cc}\p{Cf}]+/gu, " ")}\n`;
}

/** Printed when a run can never settle any more. */
export const unsettledLine = "Error: the run ended without a result; this is a bug in dagster-deploy\n";
