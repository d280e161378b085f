// round-trip-unknowns: a member `_request_id` is overwritten by the header's, and is not written back.
import { body, saw } from "../../finding.mjs";
import { decode } from "../sdk.mjs";

const run = await decode(body({ _request_id: "mine" }));
saw('"_request_id": "mine"', run._request_id, run._request_id === null && !JSON.stringify(run).includes("mine"));
