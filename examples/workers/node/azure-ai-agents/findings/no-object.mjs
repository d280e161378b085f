// refuses-malformed, fails-cleanly: an array is a run without members, and null raises what is no RestError.
import { saw, thrownBy } from "../../finding.mjs";
import { decode } from "../sdk.mjs";

const run = await decode("[]");
saw("[]", run, run.id === undefined && run.status === undefined);
const error = await thrownBy(decode("null"));
saw("null", error, error.constructor === TypeError);
