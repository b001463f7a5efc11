// @ts-check
/** Certificates for http-node.js, which imports this file when a request names some. */
import { coded } from "./errors.js";

const { X509Certificate } = process.getBuiltinModule("node:crypto");
const { readFileSync } = process.getBuiltinModule("node:fs");
const tls = process.getBuiltinModule("node:tls");

/**
 * Returns the default certificates and those of files.
 * @param {string[]} paths
 * @param {string} [extra] NODE_EXTRA_CA_CERTS, which Node 20 forgets as soon as it is given certificates
 * @returns {string[]}
 */
export function readCertificates(paths, extra) {
  // Newer Nodes trust more certificates than the built-in ones, and have a function that lists them.
  const defaults = /** @type {any} */ (tls).getCACertificates?.("default") ?? [
    ...tls.rootCertificates,
    ...extraCertificates(extra),
  ];
  return [...defaults, ...paths.map(ownCertificates)];
}

/** @param {string} path */
function ownCertificates(path) {
  try {
    const own = readFileSync(path, "utf8");
    // Node ignores a file without a certificate, and the connection then fails for no visible reason.
    void new X509Certificate(own);
    return own;
  } catch (error) {
    throw coded("ERR_CA_FILE", `${path}: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * Returns nothing of a file that cannot be read: Node has warned of it at its start.
 * @param {string} [path]
 */
function extraCertificates(path) {
  try {
    return path ? [readFileSync(path, "utf8")] : [];
  } catch {
    return [];
  }
}
