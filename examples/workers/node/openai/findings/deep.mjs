// round-trip-encodes: what is nested deeply is decoded, and cannot be written.
import { body, saw } from "../../finding.mjs";
import { decode } from "../sdk.mjs";

const deep = "[".repeat(10_000) + "]".repeat(10_000);
const run = await decode(body({}).replace('"metadata":{}', `"metadata":{},"unknown":${deep}`));
let error;
try {
  JSON.stringify(run);
} catch (thrown) {
  error = thrown;
}
saw("10,000 arrays in each other", error, error instanceof RangeError);
