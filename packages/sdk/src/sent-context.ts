interface Named {
  readonly targetingKey?: string;
  readonly user_id?: unknown;
}

/**
 * The context as OFREP would send it: `targetingKey` becomes the attribute `user_id`, unless the context has one, and a
 * date is its text. Copied only where something changes.
 */
export function sentContext<Context extends Named>(context: Context): Context {
  const { targetingKey, user_id } = context;
  const isNamed = typeof targetingKey === "string" && (user_id ?? null) === null;
  let sent = isNamed ? { ...context, user_id: targetingKey } : context;
  for (const key in context) {
    const value: unknown = context[key];
    if (value instanceof Date) sent = { ...sent, [key]: value.toJSON() };
  }
  return sent;
}
