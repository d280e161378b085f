// `@azure/openai-assistants` as its users call it: through its client, over a transport that answers in this process.
import { createHttpHeaders } from "@azure/core-rest-pipeline";
import { AssistantsClient, AzureKeyCredential } from "@azure/openai-assistants";
import { inProcess } from "../azure.mjs";

const { options, answer } = inProcess(createHttpHeaders);
const assistants = new AssistantsClient("https://in-process.invalid", new AzureKeyCredential("unused"), options);

export function decode(body) {
  answer(body);
  return assistants.getRun("thread_1", "run_1");
}
