class DeployError extends Error {
  /** @param {Mistake & { errors?: Mistake[], details?: object }} fields */
  constructor({ code, message, hint, errors = [{ code, message, hint }], details = {} }) {
    super(message);
    this.name = "DeployError";
    this.code = code;
    this.hint = hint;
    this.errors = errors;
    this.details = details;
  }
}
function panicError(message) {
  return new DeployError({
    code: "internal/panic",
    message: `dagster-deploy failed inside: ${message}`,
    hint: "this is a bug in dagster-deploy, please report it; what the server has done so far stays done"
  });
}
function coded(code, message) {
  return Object.assign(new Error(message), { code });
}
function failureLine(error) {
  const { message, hint } = (
    /** @type {Partial<DeployError>} */
    error ?? {}
  );
  const line = `Error: ${[message ?? String(error), hint].filter(Boolean).join("; ")}`;
  return `${line.replace(/[\p{Cc}\p{Cf}]+/gu, " ")}
`;
}
const unsettledLine = "Error: the run ended without a result; this is a bug in dagster-deploy\n";
export {
  DeployError,
  coded,
  failureLine,
  panicError,
  unsettledLine
};
