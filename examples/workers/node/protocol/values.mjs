/** What values show, and how they are changed, in the form of the protocol. */
import { className, text } from "./texts.mjs";

const ADDED = "runlaws";

/** What is at a path of a value, undefined where it shows nothing. `member` translates names into the client's own. */
export function read(value, path, member) {
  let part = value;
  for (const [depth, step] of path.entries()) {
    if (!isObject(part) || Array.isArray(part) !== (typeof step === "number")) return undefined;
    const name = typeof step === "number" ? step : member(step, path.slice(0, depth));
    if (name === undefined || !has(part, name)) return undefined;
    part = part[name];
  }
  return part;
}

/** What stands for a value in an answer. */
export function shown(value) {
  switch (typeof value) {
    case "undefined":
      return { $absent: true };
    case "string":
      return text(value);
    case "number":
      return number(value);
    case "bigint":
      return { $number: String(value) };
    case "boolean":
      return value;
    default:
      return value === null ? null : object(value);
  }
}

/** How many items a container has, null for what is none. */
export function size(value) {
  if (!isObject(value) || value instanceof Date) return null;
  return value instanceof Map || value instanceof Set ? value.size : Object.keys(value).length;
}

/** Assign another value to a property, if it can be; what undoes that is pushed onto `changes`. */
export function assign(part, name, changes) {
  if (name === undefined || !isObject(part) || Array.isArray(part) || !has(part, name)) return;
  attempt(() => {
    const old = part[name];
    const other = another(old);
    if (other === undefined) return;
    part[name] = other;
    changes.push(() => attempt(() => (part[name] = old)));
  });
}

/** Add an item or a member to a container, if it can be; what undoes that is pushed onto `changes`. */
export function add(part, changes) {
  if (!isObject(part) || part instanceof Date) return;
  attempt(() => {
    if (Array.isArray(part)) {
      part.push(ADDED);
      changes.push(() => attempt(() => part.at(-1) === ADDED && part.pop()));
    } else if (!Object.hasOwn(part, ADDED)) {
      part[ADDED] = ADDED;
      changes.push(() => attempt(() => delete part[ADDED]));
    }
  });
}

function number(value) {
  if (Object.is(value, -0)) return { $number: "-0.0" }; // JavaScript has one class of numbers, so not `$float`
  if (Number.isNaN(value)) return { $float: "nan" };
  if (!Number.isFinite(value)) return { $float: value > 0 ? "inf" : "-inf" };
  const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21;
  return isRounded ? { $number: String(BigInt(value)) } : value; // JSON.stringify writes zeros for the last digits
}

function object(value) {
  if (value instanceof Date) return time(value.getTime());
  if (value instanceof String || value instanceof Number || value instanceof Boolean) {
    return { $as: className(value), value: shown(value.valueOf()) };
  }
  if (Array.isArray(value) && value.length === 0) return [];
  return className(value) === "Object" && Object.keys(value).length === 0 ? {} : { $class: text(className(value)) };
}

/** A date by its seconds; an invalid one, whose seconds are no number, is a date all the same. */
function time(milliseconds) {
  return Number.isNaN(milliseconds) ? { $as: "Date", value: { $float: "nan" } } : { $time: milliseconds / 1000 };
}

/** Whether a value has a property of its own or by a getter of its class; methods are no data. */
function has(value, name) {
  for (let holder = value; holder && holder !== Object.prototype; holder = Object.getPrototypeOf(holder)) {
    const property = Object.getOwnPropertyDescriptor(holder, name);
    if (property) return holder === value || property.get !== undefined;
  }
  return false;
}

function another(value) {
  switch (typeof value) {
    case "string":
      return `${value}~`;
    case "number":
      return value + 1;
    case "bigint":
      return value + 1n;
    case "boolean":
      return !value;
    default:
      return value instanceof Date ? new Date(value.getTime() + 1000) : undefined;
  }
}

function isObject(value) {
  return typeof value === "object" && value !== null;
}

/** Do what a value may refuse with any exception: the page leaves that as it is. */
function attempt(change) {
  try {
    change();
  } catch {
    // refused
  }
}
