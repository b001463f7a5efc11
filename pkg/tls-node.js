import { coded } from "./errors.js";
const { X509Certificate } = process.getBuiltinModule("node:crypto");
const { readFileSync } = process.getBuiltinModule("node:fs");
const tls = process.getBuiltinModule("node:tls");
function readCertificates(paths, extra) {
  const defaults = (
    /** @type {any} */
    tls.getCACertificates?.("default") ?? [
      ...tls.rootCertificates,
      ...extraCertificates(extra)
    ]
  );
  return [...defaults, ...paths.map(ownCertificates)];
}
function ownCertificates(path) {
  try {
    const own = readFileSync(path, "utf8");
    void new X509Certificate(own);
    return own;
  } catch (error) {
    throw coded("ERR_CA_FILE", `${path}: ${/** @type {Error} */
    error.message}`);
  }
}
function extraCertificates(path) {
  try {
    return path ? [readFileSync(path, "utf8")] : [];
  } catch {
    return [];
  }
}
export {
  readCertificates
};
