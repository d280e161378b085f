/** Errors in the form of the protocol. */
import { className, text } from "./texts.mjs";

Error.stackTraceLimit = 50; // deep enough for the client's own functions below those of its transport

const LINES = 12;

const FRAME = /^\s+at (?:async )?(?:(?<name>.+?) \()?(?<file>[^()]+):(?<line>\d+):\d+\)?$/;
const PACKAGE = /^.*\/node_modules\/(?<package>(?:@[^/]+\/)?[^/]+)\/(?<path>.+)$/;

/** What stands for something thrown; `library` is the package whose functions are the client's own. */
export function described(thrown, library, explain = (error) => error.message) {
  if (!(thrown instanceof Error)) return { type: className(thrown), message: text(textOf(thrown)) };
  const [message, ...further] = textOf(explain(thrown)).split("\n");
  return {
    type: text(className(thrown)),
    message: text(message),
    classes: classes(thrown).map(text),
    ...place(frames(thrown), library),
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

/** The innermost function of the library's own code, and the package below it that raised. */
function place(frames, library) {
  const own = frames.find((frame) => frame.package === library);
  const raised = frames[0]?.package;
  return {
    ...(own ? { frame: `${own.path} in ${own.name}`, line: own.line } : {}),
    ...(raised && raised !== library ? { library: raised } : {}),
  };
}

function frames(error) {
  return stack(error)
    .map((line) => FRAME.exec(line)?.groups)
    .filter(Boolean)
    .map(({ name = "(anonymous)", file, line }) => ({ name, line: Number(line), ...PACKAGE.exec(file)?.groups }));
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
