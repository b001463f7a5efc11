// @ts-check
/**
 * Secrets, blotted out of what the runner shows, as
 * https://github.com/actions/runner/blob/main/src/Sdk/DTLogging/Logging/SecretMasker.cs does it: each value, and what common
 * programs make of it (ValueEncoders.cs there). What was shown before a secret was named stays shown.
 */

/** @type {Record<string, string>} */
const XML = { "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "&": "&amp;" };

export class Masks {
  /** As they were added. @type {string[]} */
  values = [];
  /** @type {Set<string>} */
  #all = new Set();

  /** @param {string} value */
  add(value) {
    if (value === "" || this.values.includes(value)) return;
    this.values.push(value);
    for (const encoded of [value, ...encodings(value)]) if (encoded !== "") this.#all.add(encoded);
  }

  /** What `::add-mask::` does: all of it, and each of its lines. @param {string} message */
  addLines(message) {
    this.add(message);
    for (const line of message.split(/[\r\n]/)) this.add(line.trim());
  }

  /** @param {string} text */
  mask(text) {
    const ranges = [...this.#all].flatMap((secret) => positions(text, secret));
    ranges.sort((one, other) => one.start - other.start);
    let shown = "";
    let end = -1;
    for (const range of ranges) {
      // Those that touch are one.
      if (range.start > end) shown += `${text.slice(Math.max(end, 0), range.start)}***`;
      end = Math.max(end, range.end);
    }
    return shown + text.slice(Math.max(end, 0));
  }
}

/** @param {string} text @param {string} secret */
function positions(text, secret) {
  const found = [];
  for (let start = text.indexOf(secret); start >= 0; start = text.indexOf(secret, start + 1)) {
    found.push({ start, end: start + secret.length });
  }
  return found;
}

/** @param {string} mark of ASCII */
const percent = (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;

/** The runner has two more, for PowerShell's messages about a secret with `&`. @param {string} value */
function encodings(value) {
  const bytes = Buffer.from(value);
  const shifted = [0, 1, 2].map((shift) => (bytes.length > shift ? bytes.subarray(shift) : bytes).toString("base64"));
  const quoted = [value.replaceAll('"', '\\"'), value.replaceAll("'", "''"), JSON.stringify(value).slice(1, -1)];
  const unquoted = value.length > 8 && /^".*"$/s.test(value) ? [value.slice(1, -1)] : [];
  const xml = value.replace(/[<>"'&]/g, (mark) => XML[mark]);
  // From the bytes, because encodeURIComponent throws at half a surrogate pair.
  const uri = encodeURIComponent(bytes.toString()).replace(/[!'()*]/g, percent);
  return [...shifted, ...quoted, ...unquoted, xml, uri];
}
