/** Errors in the form of the protocol. */
import { className, text } from "./texts.mjs";

Error.stackTraceLimit = 50; // deep enough for the client's own functions below those of its transport

const LINES = 12;

const FRAME = /^\s+at (?:async )?(?:(?<name>.+?) \()?(?<file><anonymous>|[^()]+(?=:\d+:\d+))(?::(?<line>\d+):\d+)?\)?$/;
const PACKAGE = /^.*\/node_modules\/(?<package>(?:@[^/]+\/)?[^/]+)\/(?<path>.+)$/;

/** What stands for something thrown; `libraries` are the packages whose functions are the client's own. */
export function described(thrown, libraries, explain = (error) => error.message) {
  if (!(thrown instanceof Error)) return { type: className(thrown), message: text(textOf(thrown)) };
  const [message, ...further] = textOf(explain(thrown)).split("\n");
  return {
    type: text(className(thrown)),
    message: text(message),
    classes: classes(thrown).map(text),
    ...place(thrown, libraries),
    ...(thrown.cause === undefined ? {} : { chain: chain(thrown).map(text) }),
    ...(further.length ? { further: further.map(text) } : {}),
    traceback: stack(thrown).slice(0, LINES).map((line) => text(line.trim())),
  };
}

function classes(error) {
  const names = [];
  for (let kind = Object.getPrototypeOf(error); kind && kind !== Object.prototype; kind = Object.getPrototypeOf(kind)) {
    names.push(className(Object.create(kind)));
  }
  return names;
}

function chain(error) {
  const causes = [];
  for (let cause = error.cause; cause !== undefined && causes.length < 10; cause = cause?.cause) {
    causes.push(`${className(cause)}: ${textOf(cause?.message ?? cause)}`);
  }
  return causes;
}

/** The innermost function of the client's own code, and the package below it that raised, or Node. */
function place(error, libraries) {
  const [raised, ...further] = stack(error).map(frameOf);
  const own = [raised, ...further].find((frame) => libraries.includes(frame?.package));
  return {
    ...(own ? { frame: `${own.path} in ${own.name}`, line: own.line } : {}),
    ...(raised?.package && !libraries.includes(raised.package) ? { library: raised.package } : {}),
  };
}

function frameOf(line) {
  const { name = "(anonymous)", file, line: number } = FRAME.exec(line).groups;
  if (file === "<anonymous>" || file.startsWith("node:")) return { package: "node" };
  return { name, line: Number(number), ...PACKAGE.exec(file)?.groups };
}

/** The lines of a stack below its message, which may have lines of its own. */
function stack(error) {
  return textOf(error.stack ?? "").split("\n").filter((line) => FRAME.test(line));
}

/** A thrown value as text, which may refuse to be one. */
function textOf(value) {
  try {
    return String(value);
  } catch {
    return className(value);
  }
}
