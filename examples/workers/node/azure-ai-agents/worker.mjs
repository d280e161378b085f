import { camelCased, serve, versionOf } from "../protocol.mjs"; // first: it takes standard output for itself
import { inspect, isDeepStrictEqual } from "node:util";
import policy from "./policy.mjs";
import { decode } from "./sdk.mjs";

await serve({
  name: "@azure/ai-agents",
  version: versionOf("@azure/ai-agents", import.meta.url),
  policy,
  decode,
  member: camelCased({
    free: [
      /^\/(metadata|tool_choice|response_format\/json_schema\/schema)/,
      /^\/tools\/\d+\/(function\/parameters|openapi\/spec)/,
    ],
    odd: { azure_ai_search: "azureAISearch", indexes: "indexList" },
  }),
  equal: isDeepStrictEqual,
  copies: { copy: (run) => ({ ...run }), structuredClone },
  prints: { inspect, JSON: (run) => JSON.stringify(run) },
});
