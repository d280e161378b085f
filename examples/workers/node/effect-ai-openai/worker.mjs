import { serve, versionOf } from "../protocol.mjs"; // first: it takes standard output for itself
import { inspect } from "node:util";
import { Generated } from "@effect/ai-openai";
import { Equal, Hash, ParseResult } from "effect";
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
  policy: {
    errors: ["ParseError", "ResponseError", "RequestError"], // what the type of `getRun` says that it fails with
    unknown_members: "drop", // what Schema does with excess properties, unless it is told otherwise
    unknown_values: { "*": "refuse", "/reasoning_effort": "keep" }, // its enums are closed: Schema.Literal
    unknown_variants: "refuse", // so are its unions
    absent_and_null: "same", // Schema.optionalWith(…, { nullable: true })
    integers: "double",
    negative_zero: "zero", // as JSON.stringify writes it
    omits: [ // what its schemas do not declare
      ...["file_ids", "reasoning_effort", "tool_resources"].map((name) => `/${name}`),
      ...["completion_tokens", "prompt_token", "prompt_tokens"].map((name) => `/usage/${name}_details`),
      ...["line", "param", "type"].map((name) => `/last_error/${name}`),
      "/tools/*/file_search/ranking_options/hybrid_search",
      "/required_action/submit_tool_outputs/tool_calls/*/index",
    ],
  },
  decode,
  explain: (error) => (error instanceof ParseResult.ParseError ? issues(error).join("\n") : error.message),
  encode,
  equal: Equal.equals,
  hash: Hash.hash,
  copies: { copy: (run) => new Generated.RunObject(run) },
  prints: { inspect, String, JSON: (run) => JSON.stringify(run) },
});
