interface Named {
  readonly targetingKey?: string;
  readonly user_id?: unknown;
}

/**
 * The context as OFREP would send it: in the form that JSON gives it, and `targetingKey` is the attribute `user_id`,
 * unless the context has one. Copied only where something changes.
 */
export function sentContext<Context extends Named>(context: Context): Context {
  // A context in JSON's form is a context.
  const sent = isFlatJson(context) ? context : (jsonForm(context, new Map()) as Context);
  const { targetingKey, user_id } = sent;
  const isNamed = typeof targetingKey === "string" && (user_id ?? null) === null;
  return isNamed ? { ...sent, user_id: targetingKey } : sent;
}

/** Whether it holds only what JSON leaves as it is, and no objects: most contexts, told at next to no cost. */
function isFlatJson(context: object): boolean {
  if ("toJSON" in context) return false;
  for (const value of Object.values(context)) {
    if (typeof value === "object" ? value !== null : typeof value === "number" && !Number.isFinite(value)) return false;
  }
  return true;
}

/**
 * What JSON makes of a value: of a date its text, of a number that is not finite null. Where nothing is different, it
 * is the value itself.
 * @param known what objects have come to: one may stand in several places, and also in itself, which JSON cannot say
 */
function jsonForm(value: unknown, known: Map<object, unknown>): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "object" || value === null) return value;
  if (known.has(value)) return known.get(value);
  if ("toJSON" in value && typeof value.toJSON === "function") return value.toJSON();
  known.set(value, value);
  const form = (part: unknown) => jsonForm(part, known);
  const isSame = Object.values(value).every((part) => Object.is(form(part), part));
  if (isSame) return value;
  const written = Array.isArray(value)
    ? value.map(form)
    : Object.fromEntries(Object.entries(value).map(([key, part]) => [key, form(part)]));
  known.set(value, written);
  return written;
}
