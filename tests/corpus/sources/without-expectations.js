// @ts-check
/**
 * Sources that come with environments alone: nobody has written down what they mean. A run must read them all the same,
 * and tell no credentials.
 */
import { texts } from "../case.js";

/** @param {any} file @param {string} name */
const alone = ({ env }, name) => [{ name, env: texts(env), eventFile: null, expected: {} }];

/** @type {import("../case.js").Source} */
export const normalizeci = { name: "normalizeci", folder: "normalizeci", read: alone };

/** @type {import("../case.js").Source} */
export const realCaptures = { name: "real-captures", folder: "real-captures", read: alone };
