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
  const pieces: string[] = [];
  for (const [name, value] of values) {
    pieces.push(`${pieces.length === 0 ? "" : ","}${JSON.stringify(name)}:`);
    for (const piece of piecesOf(value, DEPTH)) {
      pieces.push(piece);
      yield;
    }
  }
  return pieces.join("");
}

/** Down to the rules of a flag's `targeting.if`, each of which is written separately. */
const DEPTH = 3;

/** A value's JSON, in several pieces down to a depth. */
function* piecesOf(value: unknown, depth: number): Generator<string, void> {
  if (depth === 0 || typeof value !== "object" || value === null) {
    yield JSON.stringify(value);
    return;
  }
  const isList = Array.isArray(value);
  let before = isList ? "[" : "{";
  for (const [name, each] of Object.entries(value)) {
    if (each === undefined) continue;
    yield isList ? before : `${before}${JSON.stringify(name)}:`;
    yield* piecesOf(each, depth - 1);
    before = ",";
  }
  yield before === "," ? "" : before;
  yield isList ? "]" : "}";
}
