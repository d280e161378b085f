// fails-cleanly: where a part is of another type, a TypeError is raised in place of a RestError.
import { body, calls, saw, thrownBy } from "../../finding.mjs";
import { decode } from "../sdk.mjs";

const action = { type: "submit_tool_outputs", submit_tool_outputs: { tool_calls: {} } };
for (const members of [{ required_action: action }, calls(null)]) {
  const error = await thrownBy(decode(body(members)));
  saw(JSON.stringify(members), error, error?.constructor === TypeError);
}
