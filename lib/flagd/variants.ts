import { Murmur3 } from "@/lib/targeting/murmur3";
import type { FlagEvaluation, JsonValue } from "@/lib/targeting/types";
import { jsonKey } from "@/lib/targeting/values";
import { Unsayable } from "./logic";

const hash = new Murmur3();

/** The values that a flag serves, by their names in flagd. */
export class Variants {
  private readonly byName = new Map<string, JsonValue>();
  private type: string | undefined;

  /**
   * The name of an answer's value: the flag's own name, or one that is derived from the value, so that it does not
   * change when rules move.
   * @throws Unsayable for a value that a flagd flag cannot have beside the others
   */
  nameOf({ value, variant }: FlagEvaluation): string {
    const name = variant ?? this.madeName(value);
    const type = typeOf(value);
    this.type ??= type;
    if (type !== this.type) throw new Unsayable(`serves ${type} as well as ${this.type}`);
    this.byName.set(name, value);
    return name;
  }

  /** As in JSON, where `__proto__` is an ordinary name. */
  get all(): Readonly<Record<string, JsonValue>> {
    return Object.fromEntries(this.byName);
  }

  private madeName(value: JsonValue): string {
    const key = jsonKey(value);
    let name = `value-${hash.of(key).toString(16).padStart(8, "0")}`;
    while (this.byName.has(name) && jsonKey(this.byName.get(name) ?? null) !== key) name += "-";
    return name;
  }
}

function typeOf(value: JsonValue): string {
  if (value === null || Array.isArray(value)) throw new Unsayable(`serves ${value === null ? "null" : "a list"}`);
  if (JSON.stringify(value).includes('"$ref"')) throw new Unsayable('serves a value that holds "$ref"');
  return typeWords.get(typeof value) ?? "objects";
}

const typeWords = new Map<string, string>([
  ["boolean", "booleans"],
  ["number", "numbers"],
  ["string", "texts"],
]);
