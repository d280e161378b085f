// `@effect/ai-openai` as its users call it: through its client service, with a `fetch` that answers in this process.
import { Generated, OpenAiClient } from "@effect/ai-openai";
import { FetchHttpClient } from "@effect/platform";
import { Effect, Either, Layer, ManagedRuntime, Redacted, Schema } from "effect";

let body;
const fetch = async () => new Response(body, { headers: { "content-type": "application/json" } });
const runtime = ManagedRuntime.make(
  OpenAiClient.layer({ apiKey: Redacted.make("unused"), apiUrl: "http://in-process.invalid/v1" }).pipe(
    Layer.provide(FetchHttpClient.layer),
    Layer.provideMerge(Layer.succeed(FetchHttpClient.Fetch, fetch)),
  ),
);
const getRun = Effect.flatMap(OpenAiClient.OpenAiClient, ({ client }) => client.getRun("thread_1", "run_1"));

export async function decode(document) {
  body = document;
  return Either.getOrThrowWith(await runtime.runPromise(Effect.either(getRun)), (error) => error);
}

export const encode = Schema.encodeSync(Schema.parseJson(Generated.RunObject));
