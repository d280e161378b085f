import { serve, versionOf } from "../protocol.mjs"; // first: it takes standard output for itself
import { inspect } from "node:util";
import { Generated } from "@effect/ai-openai";
import { Equal, Hash, ParseResult } from "effect";
import policy from "./policy.mjs";
import { decode, encode } from "./sdk.mjs";

/** What was expected and where, a line each: the first line of the message itself is always the same. */
const issues = (error) =>
  ParseResult.ArrayFormatter.formatErrorSync(error).map(
    ({ path, message }) => `${path.join(".")}: ${message.split(", actual ")[0]}`,
  );

await serve({
  name: "@effect/ai-openai",
  version: versionOf("@effect/ai-openai", import.meta.url),
  libraries: ["@effect/ai-openai", "@effect/platform", "effect"], // what a schema of its says is its own
  policy,
  decode,
  explain: (error) => (error instanceof ParseResult.ParseError ? issues(error).join("\n") : error.message),
  encode,
  equal: Equal.equals,
  hash: Hash.hash,
  copies: { copy: (run) => new Generated.RunObject(run) },
  prints: { inspect, String, JSON: (run) => JSON.stringify(run) },
});
