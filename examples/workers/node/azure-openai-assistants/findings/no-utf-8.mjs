// refuses-malformed: bytes that are no UTF-8 are replaced, and nobody is told.
import { body, saw } from "../../finding.mjs";
import { decode } from "../sdk.mjs";

const run = await decode(Buffer.from(body({ id: "run_\xff" }), "latin1"));
saw('"id": "run_" and the byte FF', run.id, run.id === "run_\ufffd");
