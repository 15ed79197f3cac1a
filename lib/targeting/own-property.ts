import { isRecord } from "./records";

/** An object by whose own properties conditions are decided. */
export type Properties = Readonly<Record<string, unknown>>;

const NOBODY: Properties = Object.freeze(Object.create(null));

/** What conditions may read of a context: one that is no JSON object has no attributes. */
export function propertiesOf(context: unknown): Properties {
  return isRecord(context) ? context : NOBODY;
}

/** Reads what a context holds under a key of its own; what a prototype has is never taken. */
export type ReadOwn = (context: Properties, name: string) => unknown;

/** The prototype of every object that JSON has. */
// The cast says what is so: an object whose properties can be asked for by any name.
export const ROOT = Object.prototype as Readonly<Record<string, unknown>>;

/**
 * A JavaScript engine remembers, for each PLACE in the source that reads properties, where objects of the shapes met
 * there keep the name asked for. A place that has to serve every name remembers nothing useful, and a read costs five
 * times as much. So the first names of a process get a place each: hence the many lines that read alike.
 */
const places: readonly ReadOwn[] = [
  (context, name) => own(context, name, context[name], ROOT[name]),
  (context, name) => own(context, name, context[name], ROOT[name]),
  (context, name) => own(context, name, context[name], ROOT[name]),
  (context, name) => own(context, name, context[name], ROOT[name]),
  (context, name) => own(context, name, context[name], ROOT[name]),
  (context, name) => own(context, name, context[name], ROOT[name]),
  (context, name) => own(context, name, context[name], ROOT[name]),
  (context, name) => own(context, name, context[name], ROOT[name]),
  (context, name) => own(context, name, context[name], ROOT[name]),
  (context, name) => own(context, name, context[name], ROOT[name]),
  (context, name) => own(context, name, context[name], ROOT[name]),
  (context, name) => own(context, name, context[name], ROOT[name]),
  (context, name) => own(context, name, context[name], ROOT[name]),
  (context, name) => own(context, name, context[name], ROOT[name]),
  (context, name) => own(context, name, context[name], ROOT[name]),
  (context, name) => own(context, name, context[name], ROOT[name]),
];
/** For every further name. */
const anyName: ReadOwn = (context, name) => own(context, name, context[name], ROOT[name]);

const placeOf = new Map<string, ReadOwn>();

/** How to read one name. */
export function readerOf(name: string): ReadOwn {
  const known = placeOf.get(name);
  if (known !== undefined) return known;
  const free = places[placeOf.size];
  if (free === undefined) return anyName;
  placeOf.set(name, free);
  return free;
}

/**
 * `value`, which reading gave, if it is the context's own. It is when there is nothing it could be inherited from: no
 * prototype but the one of every object, which has nothing of that name. Else the object is asked, at five times the
 * cost.
 */
export function own(context: Properties, name: string, value: unknown, inherited: unknown): unknown {
  if (value === undefined || (inherited === undefined && Object.getPrototypeOf(context) === ROOT)) return value;
  return Object.hasOwn(context, name) ? value : undefined;
}

/**
 * How to read a name with dots: the context's own property of exactly that name, else what stands at the path, through
 * objects only (never into strings or lists). A null on the way or at the end is as good as nothing there.
 */
export function readerAlong(path: readonly string[]): ReadOwn {
  return (context, name) => ownValue(context, name) ?? valueAt(context, path);
}

function valueAt(context: Properties, path: readonly string[]): unknown {
  let value: unknown = context;
  for (const key of path) {
    if (!isRecord(value)) return undefined;
    value = ownValue(value, key);
  }
  return value;
}

/** What an object holds under a key of its own. */
function ownValue(owner: Properties, key: string): unknown {
  return Object.hasOwn(owner, key) ? owner[key] : undefined;
}
