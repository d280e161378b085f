// no-silent-corruption: what should be an object is one without members.
import { body, calls, saw } from "../../finding.mjs";
import { decode } from "../sdk.mjs";

for (const last_error of ["{}", true]) {
  const { lastError } = await decode(body({ last_error }));
  saw(`"last_error": ${JSON.stringify(last_error)}`, lastError, "code" in lastError && lastError.code === undefined);
}
const { requiredAction } = await decode(body(calls(0)));
const [call] = requiredAction.submitToolOutputs.toolCalls;
saw('"tool_calls": [0]', call, typeof call === "object" && call.id === undefined);
