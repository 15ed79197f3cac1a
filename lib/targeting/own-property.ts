import { isRecord } from "./records";

/** An object by whose own properties conditions are decided. */
export type Properties = Readonly<Record<string, unknown>>;

const NOBODY: Properties = Object.freeze(Object.create(null));

/** What conditions may read of a context: one that is no JSON object has no attributes. */
export function propertiesOf(context: unknown): Properties {
  return isRecord(context) ? context : NOBODY;
}

/** What an object holds under a key of its own; what a prototype has is never taken. */
export function ownValue(owner: Properties, key: string): unknown {
  return Object.hasOwn(owner, key) ? owner[key] : undefined;
}

/** What stands at a path, through objects only (never into strings or lists). */
export function valueAt(context: Properties, path: readonly string[]): unknown {
  let value: unknown = context;
  for (const key of path) {
    if (!isRecord(value)) return undefined;
    value = ownValue(value, key);
  }
  return value;
}
