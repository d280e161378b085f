/** What the scripts in `findings/` have in common: a run to start from, and how they say what they saw. */
import { inspect } from "node:util";

/** The simplest run that servers send. */
export const RUN = {
  id: "run_1",
  object: "thread.run",
  created_at: 1700000000,
  assistant_id: "asst_1",
  thread_id: "thread_1",
  status: "queued",
  started_at: null,
  expires_at: 1700000600,
  cancelled_at: null,
  failed_at: null,
  completed_at: null,
  required_action: null,
  last_error: null,
  model: "gpt-4o",
  instructions: "Answer.",
  tools: [],
  metadata: {},
  temperature: 1,
  top_p: 1,
  max_completion_tokens: null,
  max_prompt_tokens: null,
  truncation_strategy: { type: "auto", last_messages: null },
  incomplete_details: null,
  usage: null,
  response_format: "auto",
  tool_choice: "auto",
  parallel_tool_calls: true,
};

/** A run with other members, as a body. */
export const body = (members) => JSON.stringify({ ...RUN, ...members });

/** A required action with these calls. */
export const calls = (...tool_calls) => ({
  required_action: { type: "submit_tool_outputs", submit_tool_outputs: { tool_calls } },
});

/** Print what was sent, what came of it, and whether that is the defect; end with status 1 if it is. */
export function saw(sent, made, isDefect) {
  const [line] = inspect(made, { depth: 1, breakLength: Infinity }).split("\n");
  console.log(`sent    ${sent}\nmade    ${line}\ndefect  ${isDefect ? "yes" : "no"}`);
  if (isDefect) process.exitCode = 1;
}

/** What a promise is rejected with, undefined if it is not. */
export const thrownBy = (promise) => promise.then(() => undefined, (error) => error);
