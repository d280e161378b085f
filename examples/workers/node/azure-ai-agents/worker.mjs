// `@azure/ai-agents` as its users call it: through its client, over a transport that answers in this process.
import { camelCased, serve, versionOf } from "../protocol.mjs";
import { inspect, isDeepStrictEqual } from "node:util";
import { AgentsClient } from "@azure/ai-agents";
import { createHttpHeaders } from "@azure/core-rest-pipeline";

let body;
const credential = { getToken: async () => ({ token: "unused", expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };
const agents = new AgentsClient("https://in-process.invalid/api/projects/unused", credential, {
  retryOptions: { maxRetries: 0 },
  httpClient: {
    sendRequest: async (request) => ({
      request,
      status: 200,
      headers: createHttpHeaders({ "content-type": "application/json" }),
      bodyAsText: body.toString(), // as the package's own transport reads it
    }),
  },
});

function decode(document) {
  body = document;
  return agents.runs.get("thread_1", "run_1");
}

await serve({
  name: "@azure/ai-agents",
  version: versionOf("@azure/ai-agents", import.meta.url),
  policy: {
    errors: ["RestError"],
    unknown_members: "drop", // its types declare no others
    unknown_variants: "tag", // its unions end with a type that has the tag alone
    integers: "double", // its types say `number`
    omits: [
      "/reasoning_effort",
      ...["completion_tokens", "prompt_token", "prompt_tokens"].map((name) => `/usage/${name}_details`),
      "/tools/*/function/strict",
      "/tools/*/file_search/ranking_options/hybrid_search",
      "/response_format/json_schema/strict",
      "/required_action/submit_tool_outputs/tool_calls/*/index",
      ...["line", "param", "type"].map((name) => `/last_error/${name}`),
    ],
    encodes: false, // it writes requests, and no run
    hashable: false,
  },
  decode,
  member: camelCased({
    free: [
      /^\/(metadata|tool_choice|response_format\/json_schema\/schema)/,
      /^\/tools\/\d+\/(function\/parameters|openapi\/spec)/,
    ],
    odd: { azure_ai_search: "azureAISearch" },
  }),
  equal: isDeepStrictEqual,
  copies: { copy: (run) => ({ ...run }), structuredClone },
  prints: { inspect, JSON: (run) => JSON.stringify(run) },
});
