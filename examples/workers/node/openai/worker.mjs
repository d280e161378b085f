// The `openai` package as its users call it: through its client, with a `fetch` that answers in this process.
import { serve, versionOf } from "../protocol.mjs";
import { inspect, isDeepStrictEqual } from "node:util";
import OpenAI from "openai";

let reply;
const openai = new OpenAI({
  apiKey: "unused",
  baseURL: "http://in-process.invalid/v1",
  maxRetries: 0,
  fetch: async () => new Response(reply.body, { headers: { "content-type": "application/json", ...reply.headers } }),
});

function decode(body, headers) {
  reply = { body, headers };
  return openai.beta.threads.runs.retrieve("run_1", { thread_id: "thread_1" });
}

await serve({
  name: "openai",
  version: versionOf("openai", import.meta.url),
  policy: {
    errors: ["OpenAIError"],
    integers: "double", // what the package declares as `number`
    negative_zero: "zero", // as JSON.stringify writes it
    hashable: false,
  },
  decode,
  headers: true,
  encode: (run) => JSON.stringify(run),
  equal: isDeepStrictEqual,
  copies: { copy: (run) => ({ ...run }), structuredClone },
  prints: { inspect, JSON: (run) => JSON.stringify(run) },
});
