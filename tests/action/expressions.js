// @ts-check
/**
 * The expressions that stand in an action.yml's defaults (`${{ github.token }}`): contexts, texts, numbers, `&&`, `||`,
 * `==` and `!=`. No functions, parentheses or indices: one that needs them is refused, not guessed
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/expressions).
 */

const TOKENS = /\s*(?:('(?:[^']|'')*')|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)|(&&|\|\||==|!=))\s*/y;

/**
 * @param {string} text
 * @param {Record<string, any>} contexts
 */
export function evaluateText(text, contexts) {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression) => String(evaluate(expression, contexts) ?? ""));
}

/** @param {string} expression @param {Record<string, any>} contexts */
function evaluate(expression, contexts) {
  const tokens = tokensOf(expression, contexts);
  const or = split(tokens, "||").map((side) => {
    const values = split(side, "&&").map((part) => comparison(part, expression));
    return values.find((value) => !value) ?? values.at(-1);
  });
  return or.find(Boolean) ?? or.at(-1);
}

/** @typedef {{ operator: string } | { value: any }} Token */

/** @param {string} expression @param {Record<string, any>} contexts */
function tokensOf(expression, contexts) {
  /** @type {Token[]} */
  const tokens = [];
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < expression.length) {
    const found = TOKENS.exec(expression);
    if (!found) throw notUnderstood(expression);
    const [, text, number, name, operator] = found;
    if (operator) tokens.push({ operator });
    else if (text) tokens.push({ value: text.slice(1, -1).replaceAll("''", "'") });
    else tokens.push({ value: number ? Number(number) : named(name, contexts) });
  }
  return tokens;
}

/** @param {string} name @param {Record<string, any>} contexts */
function named(name, contexts) {
  if (name === "true" || name === "false") return name === "true";
  if (name === "null") return null;
  const [context, ...path] = name.split(".");
  if (!(context in contexts))
    throw new Error(`no context ${context} in an action's defaults: ${Object.keys(contexts)}`);
  return path.reduce((value, key) => value?.[key], contexts[context]);
}

/** @param {Token[]} tokens @param {string} operator */
function split(tokens, operator) {
  /** @type {Token[][]} */
  const parts = [[]];
  for (const token of tokens) {
    if ("operator" in token && token.operator === operator) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/**
 * One value, or two that are compared; GitHub does not look at the case of texts.
 * @param {Token[]} part
 * @param {string} expression
 */
function comparison(part, expression) {
  const [left, operator, right] = part;
  if (part.length === 1 && "value" in left) return left.value;
  if (part.length === 3 && "value" in left && "operator" in operator && "value" in right) {
    const [one, other] = [left.value, right.value].map((value) => String(value ?? "").toLowerCase());
    return (one === other) === (operator.operator === "==");
  }
  throw notUnderstood(expression);
}

/** @param {string} expression */
const notUnderstood = (expression) => new Error(`the fake runner does not understand \${{${expression}}}`);
