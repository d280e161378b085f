// round-trip: a pair of metadata under the name `__proto__` is lost.
import { body, saw } from "../../finding.mjs";
import { decode, encode } from "../sdk.mjs";

const run = await decode(body({}).replace('"metadata":{}', '"metadata":{"__proto__":"mine"}'));
saw('"metadata": {"__proto__": "mine"}', run.metadata, !encode(run).includes("mine"));
