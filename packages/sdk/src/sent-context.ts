interface Named {
  readonly targetingKey?: string;
  readonly user_id?: unknown;
}

/**
 * The context as OFREP would send it: in JSON's form, and with `targetingKey` as the attribute `user_id`, unless the
 * context has one. It is copied only where something changes.
 */
export function sentContext<Context extends Named>(context: Context): Context {
  const sent = jsonContext(context);
  const userId = userIdFor(sent);
  return userId === undefined ? sent : { ...sent, user_id: userId };
}

/** The context in the form that JSON gives it; nearly always itself. */
export const jsonContext = <Context extends Named>(context: Context): Context =>
  // A context in JSON's form is a context.
  isFlatJson(context) ? context : (jsonForm(context, new Map()) as Context);

/** What counts as the context's `user_id`, where it has none of its own. */
export const userIdFor = ({ targetingKey, user_id }: Named): string | undefined =>
  typeof targetingKey === "string" && (user_id ?? null) === null ? targetingKey : undefined;

/**
 * Whether it contains only values that JSON leaves unchanged, and no objects. That is true for most contexts, and cheap
 * to find out.
 */
function isFlatJson(context: Named): boolean {
  if ("toJSON" in context) return false;
  // This reads inherited properties too. With such ones the JSON form is made, which leaves them out.
  for (const name in context) {
    const value: unknown = context[name as keyof Named];
    if (typeof value === "object" ? value !== null : typeof value === "number" && !Number.isFinite(value)) return false;
  }
  return true;
}

/**
 * A value in JSON's form: the text of a date, null for a number that is not finite. Where nothing differs, it is the
 * value itself.
 * @param known the results for objects: one may occur in several places, and also in itself, which JSON cannot express
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
