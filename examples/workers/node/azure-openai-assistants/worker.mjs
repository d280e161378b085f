import { camelCased, serve, versionOf } from "../protocol.mjs"; // first: it takes standard output for itself
import { inspect, isDeepStrictEqual } from "node:util";
import policy from "./policy.mjs";
import { decode } from "./sdk.mjs";

await serve({
  name: "@azure/openai-assistants",
  version: versionOf("@azure/openai-assistants", import.meta.url),
  policy,
  decode,
  member: camelCased({ free: [/^\/(metadata|tools\/)/, /^\/required_action\/.*\/function/] }),
  equal: isDeepStrictEqual,
  copies: { copy: (run) => ({ ...run }), structuredClone },
  prints: { inspect, JSON: (run) => JSON.stringify(run) },
});
