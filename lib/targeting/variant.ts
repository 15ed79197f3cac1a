import type { Evaluation, JsonValue } from "./types";
import { isRecord, keyOf, listOf, storedJson } from "./values";

/** What an evaluation says of its value's name. */
type Named = Pick<Evaluation, "variant" | "isVariantImplied">;

/** Finds the name that a stored flag has for a value: that of the first variant which is the same JSON. */
export function variantsOf(flag: Readonly<Record<string, unknown>>): (value: JsonValue) => Named {
  const variants = listOf(flag.variants).filter(isRecord);
  if (variants.length === 0) return flag.flag_type === "boolean" ? implied : () => NO_NAMES;
  const names = new Map<string, string>();
  for (const { name, value } of variants) {
    const key = keyOf(storedJson(value));
    if (typeof name === "string" && key !== null && !names.has(key)) names.set(key, name);
  }
  return (value) => ({ variant: names.get(keyOf(value) ?? "") ?? null });
}

/** Whether a stored flag has a name for one of its values. */
export function hasVariant(flag: unknown, wanted: string): boolean {
  const { variants, flag_type: type } = isRecord(flag) ? flag : NOTHING;
  const named = listOf(variants).filter(isRecord);
  if (named.length === 0) return type === "boolean" && (wanted === "on" || wanted === "off");
  return named.some(({ name }) => name === wanted);
}

const NOTHING: Readonly<Record<string, unknown>> = {};

const NO_NAMES: Named = {};

/** A boolean flag's values have names without being given any. */
const implied = (value: JsonValue): Named =>
  typeof value === "boolean" ? { variant: value ? "on" : "off", isVariantImplied: true } : NO_NAMES;
