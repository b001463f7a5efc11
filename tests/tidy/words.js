// @ts-check
/**
 * The words that the sources must not use, and what stands in their place. `tests/words.test.js` searches for them; CONTRIBUTING.md
 * ("Names and comments") has the rule that they are examples of, GLOSSARY.md the terms to use.
 */

/** Words that no identifier may contain, each with the words to use instead. @type {Record<string, string>} */
export const bannedInIdentifiers = {
  told: "reported, applied, logged, received",
  kept: "stored, row, record",
  said: "given, value, set",
  asked: "requested, args",
  sight: "watch",
  patience: "retry policy, timeouts",
  sheet: "writer, builder",
  conclude: "derive",
  gather: "collect",
  leash: "restart",
  opaque: "the name of what is not looked into",
  surprise: "ambiguous scalar",
};

/**
 * How no doc comment may begin: a verb in the third person says more. "Whether" is for a bool, see `ofBool`.
 */
export const bannedOpening = /^(What|That|Whether)\b/;

/** The code that "Whether …" may document: a function that returns a bool, or a field or constant that is one. */
export const ofBool = /\bbool(ean)?\b|=\s*(true|false)\b/;
