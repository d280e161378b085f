// A client that only parses and prints JSON: how fast a worker can be, and what JavaScript alone promises.
import { serve } from "../node/protocol.mjs";
import { inspect, isDeepStrictEqual } from "node:util";

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decode(document) {
  const value = JSON.parse(utf8.decode(document));
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new SyntaxError("not a JSON object");
  return value;
}

await serve({
  name: "JSON",
  version: process.version,
  policy: { errors: ["SyntaxError", "TypeError"], integers: "double", negative_zero: "zero", duplicates: "last" },
  decode,
  encode: (value) => JSON.stringify(value),
  equal: isDeepStrictEqual,
  copies: { copy: (value) => ({ ...value }), structuredClone },
  prints: { inspect },
});
