// one-place-one-class: the time 0, which is a Date like any other by its type, is a number.
import { body, saw } from "../../finding.mjs";
import { decode } from "../sdk.mjs";

const { startedAt } = await decode(body({ started_at: 0 }));
saw('"started_at": 0', startedAt, !(startedAt instanceof Date));
