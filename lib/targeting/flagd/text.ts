import type { JsonValue } from "../types";
import type { FlagdDefinitions } from "./document";

/** The JSON of flagd's flag definitions. */
export const flagdText = (
  { flags, evaluators }: FlagdDefinitions,
  metadata: Readonly<Record<string, JsonValue>>,
): string =>
  JSON.stringify({
    $schema: "https://flagd.dev/schema/v0/flags.json",
    metadata,
    flags: Object.fromEntries(flags),
    ...(evaluators.size > 0 && { $evaluators: Object.fromEntries(evaluators) }),
  });
