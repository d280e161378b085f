// `@effect/ai-openai` as its users call it: through its client service, with a `fetch` that answers in this process.
import { Generated, OpenAiClient } from "@effect/ai-openai";
import { FetchHttpClient } from "@effect/platform";
import { Effect, Either, Layer, ManagedRuntime, Redacted, Schema } from "effect";

let body;
const answer = async () => new Response(body, { headers: { "content-type": "application/json" } });
const openai = OpenAiClient.layer({ apiKey: Redacted.make("unused"), apiUrl: "http://in-process.invalid/v1" });
const runtime = ManagedRuntime.make(
  Layer.provideMerge(Layer.provide(openai, FetchHttpClient.layer), Layer.succeed(FetchHttpClient.Fetch, answer)),
);
const getRun = Effect.flatMap(OpenAiClient.OpenAiClient, ({ client }) => client.getRun("thread_1", "run_1"));

export async function decode(document) {
  body = document;
  return Either.getOrThrowWith(await runtime.runPromise(Effect.either(getRun)), (error) => error);
}

export const encode = Schema.encodeSync(Schema.parseJson(Generated.RunObject));
