import { type CompiledRuleset, evaluateAll, type JsonValue } from "guidon-engine";

/** The value that a flag gives. */
export interface GivenValue {
  readonly value: JsonValue;
  readonly reason: string;
  readonly variant?: string;
}

/**
 * The value of every flag in a context, except flags that leave it to the application's default. @param only see
 * `Guidon.all`
 */
export function givenValues(compiled: CompiledRuleset, context: unknown, only?: "client"): Record<string, GivenValue> {
  const entries = evaluateAll(compiled, context)
    .filter(({ isCodeDefault }) => !isCodeDefault)
    .filter(({ flagKey }) => only !== "client" || isClientVisible(compiled, flagKey))
    .map(({ flagKey, value, reason, variant }) => [
      flagKey,
      { value, reason, ...(typeof variant === "string" && { variant }) },
    ]);
  return Object.fromEntries(entries);
}

const isClientVisible = ({ flags }: CompiledRuleset, key: string): boolean =>
  flags.get(key)?.source.flag.is_client_visible === true;
