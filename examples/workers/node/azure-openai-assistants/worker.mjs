import { camelCased, serve, versionOf } from "../protocol.mjs"; // first: it takes standard output for itself
import { inspect, isDeepStrictEqual } from "node:util";
import { decode } from "./sdk.mjs";

await serve({
  name: "@azure/openai-assistants",
  version: versionOf("@azure/openai-assistants", import.meta.url),
  policy: {
    errors: ["RestError"],
    unknown_members: { "*": "drop", "/tools": "keep" }, // its types declare no others; tools are passed on
    absent_and_null: { "*": "distinct", "/required_action": "same", "/last_error": "same" }, // `?: RunError | null`
    integers: "double", // its types say `number`
    omits: [
      "/object",
      "/required_action/submit_tool_outputs/tool_calls/*/index",
      ...["line", "param", "type"].map((name) => `/last_error/${name}`),
    ],
    encodes: false, // it writes requests, and no run
    hashable: false,
  },
  decode,
  member: camelCased({ free: [/^\/(metadata|tools\/)/, /^\/required_action\/.*\/function/] }),
  equal: isDeepStrictEqual,
  copies: { copy: (run) => ({ ...run }), structuredClone },
  prints: { inspect, JSON: (run) => JSON.stringify(run) },
});
