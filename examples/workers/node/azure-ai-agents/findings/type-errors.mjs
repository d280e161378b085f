// fails-cleanly: where a part is missing or of another type, a TypeError is raised in place of a RestError.
import { body, calls, saw, thrownBy } from "../../finding.mjs";
import { decode } from "../sdk.mjs";

const action = (submit_tool_outputs) => ({ required_action: { type: "submit_tool_outputs", submit_tool_outputs } });
for (const members of [
  { tools: {} },
  { tools: [null] },
  { tools: [{ type: "function" }] },
  { tools: [{ type: "function", function: null }] },
  { response_format: { type: "json_schema" } },
  { response_format: { type: "json_schema", json_schema: null } },
  { tool_resources: { file_search: { vector_store_ids: {} } } },
  { tool_resources: { code_interpreter: { file_ids: {} } } },
  { required_action: { type: "submit_tool_outputs" } },
  action(null),
  action("{}"),
  action({ tool_calls: null }),
  action({ tool_calls: "" }),
  calls({ id: "call_1", type: "function" }),
  calls({ id: "call_1", type: "function", function: null }),
]) {
  const error = await thrownBy(decode(body(members)));
  saw(JSON.stringify(members), error, error?.constructor === TypeError);
}
