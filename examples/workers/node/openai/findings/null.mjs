// refuses-malformed: a body that is no object comes back as if it were a run.
import { saw } from "../../finding.mjs";
import { decode } from "../sdk.mjs";

for (const sent of ["null", "[]", '"run"', "5"]) {
  const run = await decode(sent);
  saw(sent, run, JSON.stringify(run) === sent);
}
