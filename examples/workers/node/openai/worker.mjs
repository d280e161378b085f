import { serve, versionOf } from "../protocol.mjs"; // first: it takes standard output for itself
import { inspect, isDeepStrictEqual } from "node:util";
import policy from "./policy.mjs";
import { decode } from "./sdk.mjs";

await serve({
  name: "openai",
  version: versionOf("openai", import.meta.url),
  policy,
  decode,
  headers: true,
  encode: (run) => JSON.stringify(run),
  equal: isDeepStrictEqual,
  copies: { copy: (run) => ({ ...run }), structuredClone },
  prints: { inspect, JSON: (run) => JSON.stringify(run) },
});
