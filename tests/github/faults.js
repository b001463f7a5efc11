// @ts-check
/**
 * How GitHub refuses or fails, as entries for `misbehave`: what its documentation says of statuses, headers and texts.
 * Another status or text needs no function here, for an entry can say anything.
 */
import { problem } from "./answer.js";

/** @typedef {import("../sandbox/misbehaviour.js").Misbehaviour} Misbehaviour */

/** Who has used up an hour's requests. @param {number} reset unix seconds @returns {Misbehaviour} */
export const rateLimited = (reset) => ({
  ...problem(403, "API rate limit exceeded for installation ID 1."),
  headers: {
    "x-ratelimit-limit": "1000",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-used": "1000",
    "x-ratelimit-reset": String(reset),
    "x-ratelimit-resource": "core",
  },
});

/** Who asks too fast. @param {number} retryAfter seconds @returns {Misbehaviour} */
export const secondaryRateLimited = (retryAfter) => ({
  ...problem(403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."),
  headers: { "retry-after": String(retryAfter) },
});

/** A token whose permissions do not suffice. @returns {Misbehaviour} */
export const notAccessible = () => problem(403, "Resource not accessible by integration");

/** @returns {Misbehaviour} */
export const serverError = () => problem(500, "Server Error");

/** @param {string} location @returns {Misbehaviour} */
export const redirected = (location) => ({ ...problem(301, "Moved Permanently"), headers: { location } });

/** Valid JSON, and nothing that anybody wants to hold. @param {number} bytes @returns {Misbehaviour} */
export const hugeBody = (bytes) => ({ status: 200, body: JSON.stringify("x".repeat(bytes - 2)) });

/** @returns {Misbehaviour} */
export const neverAnswers = () => ({ delayMilliseconds: Number.MAX_SAFE_INTEGER });
