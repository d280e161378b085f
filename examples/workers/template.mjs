// A worker with nothing but Node. Put your client in; try it: runlaws fuzz "process:node template.mjs".
// node/protocol.mjs does all of the protocol, for workers that are no longer than node/openai/worker.mjs.
// What differs from the defaults in docs/policy.md:
const POLICY = { errors: ["SyntaxError"], integers: "double", negative_zero: "zero", hashable: false };
const CLIENT = { name: "template", language: "JavaScript", offers: ["encode"], policy: POLICY };

/** The client's value for the body of a reply. */
async function decode(bytes) {
  const value = JSON.parse(bytes.toString());
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new SyntaxError("not a JSON object");
  return value;
}

/** The text that the client writes for a value. */
const encode = (value) => JSON.stringify(value);

/** What a part of a value shows under a name or an index, undefined where it shows nothing. */
function read(part, step) {
  const isContainer = typeof part === "object" && part !== null && Array.isArray(part) === (typeof step === "number");
  return isContainer && Object.hasOwn(part, step) ? part[step] : undefined;
}

// The protocol: nothing below depends on the client.

const kept = new Map(); // values and written texts, by number
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr); // what the client's library prints

function shown(part) {
  if (part === undefined) return { $absent: true };
  if (part === null || typeof part === "boolean") return part;
  if (typeof part === "string") return text(part);
  if (typeof part === "number") return number(part);
  if (Object.keys(part).length === 0) return Array.isArray(part) ? [] : {};
  return { $class: Object.getPrototypeOf(part)?.constructor.name ?? "Object" };
}

/** A number, with its digits where JSON.stringify would write others. */
function number(part) {
  if (!Number.isFinite(part)) return { $float: Number.isNaN(part) ? "nan" : part > 0 ? "inf" : "-inf" };
  if (Object.is(part, -0)) return { $number: "-0.0" };
  return Number.isInteger(part) && Math.abs(part) < 1e21 ? { $number: String(BigInt(part)) } : part;
}

/** A text; one with lone surrogates, which UTF-8 cannot hold, by its code points. */
function text(value) {
  return value.isWellFormed() ? value : { $text: Array.from(value, (character) => character.codePointAt(0)) };
}

function described(error) {
  const classes = [];
  for (let kind = error; (kind = Object.getPrototypeOf(kind)); ) classes.push(kind.constructor.name);
  return { type: classes[0], message: text(String(error.message)), classes };
}

async function answer(operation) {
  const { do: name, as, document, written, value, at } = operation;
  kept.delete(as);
  const needed = written ?? value;
  if (needed !== undefined && !kept.has(needed)) return { skipped: true };
  switch (name) {
    case "decode":
      kept.set(as, await decode(needed === undefined ? Buffer.from(document, "base64") : Buffer.from(kept.get(needed))));
      return { type: Object.getPrototypeOf(kept.get(as))?.constructor.name ?? "Object" };
    case "encode":
      kept.set(as, encode(kept.get(value)));
      return { text: text(kept.get(as)) };
    case "fields":
      return { fields: at.map((path) => shown(path.reduce(read, kept.get(value)))) };
    default:
      kept.clear(); // drop
      return {};
  }
}

async function reply({ id, hello, ask }) {
  if (hello) return { id, hello: { protocol: 1, ...CLIENT } };
  const unknown = ask.find((operation) => !["decode", "fields", "drop", ...CLIENT.offers].includes(operation.do));
  if (unknown) return { id, problem: `no operation named ${unknown.do}` };
  const answers = [];
  for (const operation of ask) {
    answers.push(await answer(operation).catch((error) => ({ error: described(error) })));
  }
  return { id, answers };
}

let rest = Buffer.alloc(0);
for await (const chunk of process.stdin) {
  rest = Buffer.concat([rest, chunk]);
  for (let end; (end = rest.indexOf("\n")) !== -1; rest = rest.subarray(end + 1)) {
    write(`${JSON.stringify(await reply(JSON.parse(rest.subarray(0, end))))}\n`);
  }
}
