// decodes-valid: runs that servers send are refused.
import { body, saw, thrownBy } from "../../finding.mjs";
import { decode } from "../sdk.mjs";

const search = (file_search) => ({ tools: [{ type: "file_search", file_search }] });
for (const members of [
  { instructions: null }, // in 44 % of recorded runs
  { parallel_tool_calls: undefined }, // not sent before mid-2024
  { response_format: null },
  { tool_choice: null },
  { truncation_strategy: null },
  search({ ranking_options: { ranker: "auto", score_threshold: null } }),
  search({ ranking_options: { ranker: "default-2024-08-21", score_threshold: 0 } }), // as recorded, with hyphens
  search({ max_num_results: 51 }),
  { tools: Array(21).fill({ type: "code_interpreter" }) },
  { max_completion_tokens: 16 }, // recorded in 2024
  { status: "failed", last_error: { code: "content_filter", message: "m" } },
  { status: "incomplete", incomplete_details: { reason: "content_filter" } },
]) {
  const error = await thrownBy(decode(body(members)));
  const sent = Object.entries(members).map(([name, value]) => `${name}: ${JSON.stringify(value) ?? "not sent"}`);
  saw(sent.join(", ").slice(0, 120), error?.message.split("\n").at(-1), error?._tag === "ParseError");
}
