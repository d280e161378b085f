// `@effect/ai-openai` as its users call it: through its client service, with a `fetch` that answers in this process.
import { serve, versionOf } from "../protocol.mjs";
import { inspect } from "node:util";
import { Generated, OpenAiClient } from "@effect/ai-openai";
import { FetchHttpClient } from "@effect/platform";
import { Effect, Either, Equal, Hash, Layer, ManagedRuntime, ParseResult, Redacted, Schema } from "effect";

let body;
const fetch = async () => new Response(body, { headers: { "content-type": "application/json" } });
const runtime = ManagedRuntime.make(
  OpenAiClient.layer({ apiKey: Redacted.make("unused"), apiUrl: "http://in-process.invalid/v1" }).pipe(
    Layer.provide(FetchHttpClient.layer),
    Layer.provideMerge(Layer.succeed(FetchHttpClient.Fetch, fetch)),
  ),
);
const getRun = Effect.flatMap(OpenAiClient.OpenAiClient, ({ client }) => client.getRun("thread_1", "run_1"));

async function decode(document) {
  body = document;
  const run = await runtime.runPromise(Effect.either(getRun));
  if (Either.isLeft(run)) throw run.left;
  return run.right;
}

/** What is wrong and where, a line each: the first line of the message itself is always the same. */
function issues(error) {
  const lines = ParseResult.ArrayFormatter.formatErrorSync(error);
  return lines.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n");
}

await serve({
  name: "@effect/ai-openai",
  version: versionOf("@effect/ai-openai", import.meta.url),
  policy: {
    errors: ["ParseError", "ResponseError", "RequestError"], // what the type of `getRun` says that it fails with
    unknown_members: "drop", // what Schema does with excess properties, unless it is told otherwise
    unknown_values: { "*": "refuse", "/reasoning_effort": "keep" }, // its enums are closed: Schema.Literal
    unknown_variants: "refuse", // so are its unions
    absent_and_null: "same", // Schema.optionalWith(…, { nullable: true })
    integers: "double",
    negative_zero: "zero", // as JSON.stringify writes it
    omits: [
      "/file_ids",
      "/reasoning_effort",
      "/tool_resources",
      ...["completion_tokens", "prompt_token", "prompt_tokens"].map((name) => `/usage/${name}_details`),
      "/tools/*/file_search/ranking_options/hybrid_search",
      "/required_action/submit_tool_outputs/tool_calls/*/index",
      ...["line", "param", "type"].map((name) => `/last_error/${name}`),
    ],
  },
  decode,
  explain: (error) => (error instanceof ParseResult.ParseError ? issues(error) : error.message),
  encode: Schema.encodeSync(Schema.parseJson(Generated.RunObject)),
  equal: Equal.equals,
  hash: Hash.hash,
  copies: { copy: (run) => new Generated.RunObject(run) },
  prints: { inspect, String, JSON: (run) => JSON.stringify(run) },
});
