// no-silent-corruption: a number beyond a double is Infinity, which is written as null.
import { body, saw } from "../../finding.mjs";
import { decode, encode } from "../sdk.mjs";

const run = await decode(body({}).replace('"temperature":1,', '"temperature":1e400,'));
const written = JSON.parse(encode(run)).temperature;
saw('"temperature": 1e400', { shown: run.temperature, written }, written === null);
