import type { JsonValue } from "@/lib/targeting/types";
import type { FlagdDefinitions } from "./document";

const SCHEMA = "https://flagd.dev/schema/v0/flags.json";

/** The JSON of flagd's flag definitions, written in steps. */
export function* flagdText(
  { flags, evaluators }: FlagdDefinitions,
  metadata: Readonly<Record<string, JsonValue>>,
): Generator<undefined, string> {
  const written = yield* members(flags);
  const segments = evaluators.size === 0 ? "" : `,"$evaluators":{${yield* members(evaluators)}}`;
  return `{"$schema":"${SCHEMA}","metadata":${JSON.stringify(metadata)},"flags":{${written}}${segments}}`;
}

function* members(values: ReadonlyMap<string, unknown>): Generator<undefined, string> {
  const texts: string[] = [];
  for (const [name, value] of values) {
    texts.push(`${JSON.stringify(name)}:${JSON.stringify(value)}`);
    yield;
  }
  return texts.join(",");
}
