import type { Properties, Scope } from "./epoch";

/** Reads what the running evaluation's context holds under a key of its own; what a prototype has is never taken. */
export type ReadOwn = (context: Properties, name: string, scope: Scope) => unknown;

/** What an object holds under a key of its own. */
export function ownValue(owner: object, key: string): unknown {
  // The cast adds nothing but a key that is known to be there.
  return Object.hasOwn(owner, key) ? (owner as Record<string, unknown>)[key] : undefined;
}

// The cast says what is so: an object whose properties can be asked for by any name.
const ROOT = Object.prototype as Readonly<Record<string, unknown>>;

/**
 * A JavaScript engine remembers, for each PLACE in the source that reads properties, where objects of the shapes met
 * there keep the name asked for. A place that has to serve every name remembers nothing useful, and a read costs five
 * times as much. So the first names of a process get a place each: hence the many lines that read alike.
 */
const places: readonly ReadOwn[] = [
  (context, name, scope) => own(context, name, scope, context[name], ROOT[name]),
  (context, name, scope) => own(context, name, scope, context[name], ROOT[name]),
  (context, name, scope) => own(context, name, scope, context[name], ROOT[name]),
  (context, name, scope) => own(context, name, scope, context[name], ROOT[name]),
  (context, name, scope) => own(context, name, scope, context[name], ROOT[name]),
  (context, name, scope) => own(context, name, scope, context[name], ROOT[name]),
  (context, name, scope) => own(context, name, scope, context[name], ROOT[name]),
  (context, name, scope) => own(context, name, scope, context[name], ROOT[name]),
  (context, name, scope) => own(context, name, scope, context[name], ROOT[name]),
  (context, name, scope) => own(context, name, scope, context[name], ROOT[name]),
  (context, name, scope) => own(context, name, scope, context[name], ROOT[name]),
  (context, name, scope) => own(context, name, scope, context[name], ROOT[name]),
  (context, name, scope) => own(context, name, scope, context[name], ROOT[name]),
  (context, name, scope) => own(context, name, scope, context[name], ROOT[name]),
  (context, name, scope) => own(context, name, scope, context[name], ROOT[name]),
  (context, name, scope) => own(context, name, scope, context[name], ROOT[name]),
];
/** For every further name. */
const anyName: ReadOwn = (context, name, scope) => own(context, name, scope, context[name], ROOT[name]);

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
function own(context: Properties, name: string, scope: Scope, value: unknown, inherited: unknown): unknown {
  if (value === undefined || (inherited === undefined && scope.isPlain(context))) return value;
  return Object.hasOwn(context, name) ? value : undefined;
}
