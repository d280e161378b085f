// no-silent-corruption: every tool call is of the type `function`, whatever the server says.
import { body, calls, saw } from "../../finding.mjs";
import { decode } from "../sdk.mjs";

for (const type of ["retrieval", "", 0, null]) {
  const { requiredAction } = await decode(body(calls({ id: "call_1", type })));
  const [call] = requiredAction.submitToolOutputs.toolCalls;
  saw(`"type": ${JSON.stringify(type)}`, call, call.type === "function");
}
