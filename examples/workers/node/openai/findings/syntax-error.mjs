// fails-cleanly: a body that is cut short raises a SyntaxError, which `catch (e) { if (e instanceof OpenAIError)` misses.
import { OpenAIError } from "openai";
import { body, saw, thrownBy } from "../../finding.mjs";
import { decode } from "../sdk.mjs";

const error = await thrownBy(decode(body({}).slice(0, -1)));
saw("half a run", error, error instanceof SyntaxError && !(error instanceof OpenAIError));
