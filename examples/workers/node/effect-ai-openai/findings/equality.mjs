// equality-spelling-blind: two decodings of one body are not equal, since tools, metadata and the like compare as objects.
import { Equal } from "effect";
import { body, saw } from "../../finding.mjs";
import { decode } from "../sdk.mjs";

const [left, right] = [await decode(body({})), await decode(body({}))];
saw("one body, twice", { equal: Equal.equals(left, right) }, Equal.equals(left, left) && !Equal.equals(left, right));
