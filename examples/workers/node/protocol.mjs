/**
 * The protocol of docs/protocol.md for a client in Node: `serve(client)` answers the lines of standard input.
 *
 * Import this before the client's library: standard output is taken for the protocol, and what else is printed there
 * goes to standard error. Of `client`, all but `name` and `decode` may be left out:
 *
 *     name, version, policy     as the page describes them
 *     libraries                 the npm packages whose functions are the client's own; `name` alone unless they are given
 *     decode(bytes, headers)    a value; any function here may return a promise
 *     headers                   true if `decode` makes something of the headers
 *     encode(value)             a text or bytes; `encoders`: further ones by name
 *     member(name, path)        the property that shows the member `name` of the object at `path`; undefined if none
 *     explain(error)            the message of an error, if its own says too little
 *     equal(left, right), hash(value)
 *     copies, prints            ways to copy and to print, by name
 */
import { readFileSync } from "node:fs";

import { described } from "./protocol/errors.mjs";
import { add, assign, read, shown, size } from "./protocol/values.mjs";
import { className, text } from "./protocol/texts.mjs";

export { camelCased } from "./protocol/names.mjs";

const write = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

const PROTOCOL = 1;

/** What the host asked for and no worker can understand. */
class Problem extends Error {}

/** Thrown for a number under which nothing is kept. */
const SKIPPED = Symbol("skipped");

/** Answer the lines of standard input until it ends. */
export async function serve(client) {
  const asked = new Asked({ member: (name) => name, copies: {}, prints: {}, encoders: {}, ...client });
  for await (const line of lines(process.stdin)) {
    write(`${JSON.stringify(await reply(asked, line))}\n`);
  }
  process.exit(0); // a library may have left timers or sockets open
}

/** The version of a package that is installed beside the worker with this `import.meta.url`. */
export function versionOf(name, worker) {
  return JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, worker), "utf8")).version;
}

/** The lines of a stream, by the byte of the newline alone: `readline` ends a line at U+2028 too. */
async function* lines(stream) {
  let parts = [];
  for await (const chunk of stream) {
    let start = 0;
    for (let end; (end = chunk.indexOf(10, start)) !== -1; start = end + 1) {
      yield Buffer.concat([...parts, chunk.subarray(start, end)]).toString();
      parts = [];
    }
    parts.push(chunk.subarray(start));
  }
}

async function reply(asked, line) {
  let id = null;
  try {
    const message = JSON.parse(line);
    id = Number.isInteger(message.id) ? message.id : null;
    if (message.hello) return { id, hello: asked.hello() };
    if (!Array.isArray(message.ask)) throw new Problem("a message has `hello` or `ask`");
    const answers = [];
    for (const operation of message.ask) answers.push(await answer(asked, operation));
    return { id, answers };
  } catch (error) {
    return { id, problem: String(error?.message ?? error) };
  }
}

async function answer(asked, operation) {
  if (!OPERATIONS.has(operation.do)) throw new Problem(`no operation named ${operation.do}`);
  try {
    return await asked[operation.do](operation);
  } catch (error) {
    if (error instanceof Problem) throw error;
    return error === SKIPPED ? { skipped: true } : { error: asked.described(error) };
  }
}

const OPERATIONS = new Set(
  ["decode", "encode", "fields", "sizes", "equal", "hash", "copy", "print", "change", "undo", "names", "drop"],
);

/** A client with the values and texts that it has been asked for: a method for each operation of the page. */
class Asked {
  #values = new Map();
  #texts = new Map();
  #changes = [];

  constructor(client) {
    this.client = client;
  }

  hello() {
    const { name, version, policy, encode, equal, hash, headers, encoders, copies, prints } = this.client;
    const optional = { encode, equal, hash, headers };
    const offers = [
      ...Object.keys(optional).filter((operation) => optional[operation]),
      ...(Object.keys(copies).length ? ["copy"] : []),
      ...(Object.keys(prints).length ? ["print"] : []),
      "change",
      "names",
    ];
    const ways = { encoders: Object.keys(encoders), copies: Object.keys(copies), prints: Object.keys(prints) };
    return { protocol: PROTOCOL, name, version, language: "JavaScript", offers, ...ways, policy };
  }

  async decode({ as, document, written, headers }) {
    this.#values.delete(as);
    const bytes = written === undefined ? Buffer.from(document, "base64") : Buffer.from(this.#text(written));
    const value = await this.client.decode(bytes, headers ?? {});
    this.#values.set(as, value);
    return { type: className(value), ...(value === null || value === undefined ? { nothing: true } : {}) };
  }

  async encode({ as, value, by }) {
    this.#texts.delete(as);
    const encode = by === undefined ? this.client.encode : way(this.client.encoders, by);
    if (!encode) throw new Problem("the client offers no encode");
    const written = await encode(this.#value(value));
    this.#texts.set(as, written);
    return typeof written === "string" ? { text: text(written) } : textOrBase64(Buffer.from(written));
  }

  fields({ value, at }) {
    const whole = this.#value(value);
    return { fields: at.map((path) => this.#shown(whole, path)) };
  }

  sizes({ value, at }) {
    const whole = this.#value(value);
    return { sizes: at.map((path) => size(this.#part(whole, path))) };
  }

  async equal({ left, right, other }) {
    if (!this.client.equal) throw new Problem("the client offers no equal");
    const compared = right === undefined ? other : this.#value(right);
    return { yes: Boolean(await this.client.equal(this.#value(left), compared)) };
  }

  async hash({ value }) {
    if (!this.client.hash) throw new Problem("the client offers no hash");
    return { hash: text(String(await this.client.hash(this.#value(value)))) };
  }

  async copy({ as, value, by }) {
    this.#values.delete(as);
    const copied = await way(this.client.copies, by)(this.#value(value));
    this.#values.set(as, copied);
    return { type: className(copied) };
  }

  print({ value, by, times = 1 }) {
    const ways = by.map((name) => way(this.client.prints, name));
    const whole = this.#value(value);
    return { texts: Array.from({ length: times }, () => ways.map((print) => text(print(whole)))) };
  }

  change({ value, scalars, containers }) {
    const whole = this.#value(value);
    for (const { at, names } of scalars) {
      const part = this.#part(whole, at);
      for (const name of names) assign(part, this.client.member(name, at), this.#changes);
    }
    for (const path of containers) add(this.#part(whole, path), this.#changes);
    return {};
  }

  undo() {
    while (this.#changes.length) this.#changes.pop()();
    return {};
  }

  names({ value }) {
    const names = new Set();
    for (let part = this.#value(value); part !== null; part = Object.getPrototypeOf(part)) {
      Object.getOwnPropertyNames(part).forEach((name) => names.add(name));
    }
    return { names: [...names].map(text) };
  }

  drop() {
    this.#values.clear();
    this.#texts.clear();
    return {};
  }

  described(error) {
    return described(error, this.client.libraries ?? [this.client.name], this.client.explain);
  }

  #value(number) {
    if (!this.#values.has(number)) throw SKIPPED;
    return this.#values.get(number);
  }

  #text(number) {
    if (!this.#texts.has(number)) throw SKIPPED;
    return this.#texts.get(number);
  }

  #shown(whole, path) {
    try {
      return shown(read(whole, path, this.client.member));
    } catch (error) {
      return { $error: this.described(error) };
    }
  }

  /** What is at a path; undefined where reading it raises, which `fields` looks at. */
  #part(whole, path) {
    try {
      return read(whole, path, this.client.member);
    } catch {
      return undefined;
    }
  }
}

function way(ways, name) {
  if (!Object.hasOwn(ways, name)) throw new Problem(`no way named ${name}; there are ${Object.keys(ways).join(", ")}`);
  return ways[name];
}

function textOrBase64(bytes) {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { base64: bytes.toString("base64") };
  }
}
