/** Texts and class names in the form of the protocol. */

/** A text; one with lone surrogates, which UTF-8 cannot hold, by its code points. */
export function text(value) {
  if (typeof value !== "string") throw new TypeError(`${className(value)} in place of a text`);
  return value.isWellFormed() ? value : { $text: Array.from(value, (character) => character.codePointAt(0)) };
}

/** The name of a value's class, taken from its prototype: a document may have a member named `constructor`. */
export function className(value) {
  if (value === null || !["object", "function"].includes(typeof value)) return value === null ? "null" : typeof value;
  return Object.getPrototypeOf(value)?.constructor?.name || "Object";
}
