// @ts-check
/** Certificates for host-node.js, which imports this file when a request names some. */
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import * as tls from "node:tls";
import { coded } from "./core.js";

/**
 * The usual certificates and those of a file.
 * @param {string} path
 * @returns {string[]}
 */
export function readCertificates(path) {
  // Newer Nodes trust certificates beside the built-in ones; asking for them keeps those trusted too.
  const usual = /** @type {any} */ (tls).getCACertificates?.("default") ?? tls.rootCertificates;
  try {
    const own = readFileSync(path, "utf8");
    // Node itself passes over a file with no certificate in it, and the connection then fails for no visible reason.
    void new X509Certificate(own);
    return [...usual, own];
  } catch (error) {
    throw coded("ERR_CA_FILE", `${path}: ${/** @type {Error} */ (error).message}`);
  }
}
