// `@azure/openai-assistants` as its users call it: through its client, over a transport that answers in this process.
import { camelCased, serve, versionOf } from "../protocol.mjs";
import { inspect, isDeepStrictEqual } from "node:util";
import { createHttpHeaders } from "@azure/core-rest-pipeline";
import { AssistantsClient, AzureKeyCredential } from "@azure/openai-assistants";

let body;
const assistants = new AssistantsClient("https://in-process.invalid", new AzureKeyCredential("unused"), {
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
  return assistants.getRun("thread_1", "run_1");
}

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
