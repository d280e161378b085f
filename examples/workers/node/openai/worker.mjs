import { serve, versionOf } from "../protocol.mjs"; // first: it takes standard output for itself
import { inspect, isDeepStrictEqual } from "node:util";
import { decode } from "./sdk.mjs";

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
