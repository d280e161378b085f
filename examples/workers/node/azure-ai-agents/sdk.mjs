// `@azure/ai-agents` as its users call it: through its client, over a transport that answers in this process.
import { AgentsClient } from "@azure/ai-agents";
import { createHttpHeaders } from "@azure/core-rest-pipeline";
import { inProcess } from "../azure.mjs";

const { options, answer } = inProcess(createHttpHeaders);
const credential = { getToken: async () => ({ token: "unused", expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };
const agents = new AgentsClient("https://in-process.invalid/api/projects/unused", credential, options);

export function decode(body) {
  answer(body);
  return agents.runs.get("thread_1", "run_1");
}
