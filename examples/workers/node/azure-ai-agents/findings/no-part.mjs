// no-silent-corruption: what should be an object is one without members, and what should be a list is an empty one.
import { body, saw } from "../../finding.mjs";
import { decode } from "../sdk.mjs";

for (const last_error of ["{}", true]) {
  const { lastError } = await decode(body({ last_error }));
  saw(`"last_error": ${JSON.stringify(last_error)}`, lastError, "code" in lastError && lastError.code === undefined);
}
const { tools } = await decode(body({ tools: [0] }));
saw('"tools": [0]', tools, typeof tools[0] === "object");
for (const sent of ["", 0, null]) {
  const run = await decode(body({ tools: sent }));
  saw(`"tools": ${JSON.stringify(sent)}`, run.tools, Array.isArray(run.tools) && run.tools.length === 0);
}
