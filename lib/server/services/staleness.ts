import { toTimestamp } from "@/lib/contract/common";
import type { Staleness } from "@/lib/contract/flag-list";
import { CODE_DEFAULT } from "../live/value-text";
import { type StaleFlag, staleFlags } from "../store/stale-flags";
import { db } from "../store/transaction";

/** Why flags are stale, for those of these flags that are, by id. */
export async function stalenessOfFlags(flagIds: readonly string[]): Promise<Map<string, Staleness>> {
  return new Map((await staleFlags(db(), flagIds)).map((flag) => [flag.flagId, toStaleness(flag)]));
}

function toStaleness({ isAsked, unaskedSince, environment, onlyValue, onlySince }: StaleFlag): Staleness {
  if (!isAsked || onlySince === null) return { reason: "not_evaluated", since: toTimestamp(unaskedSince) };
  return {
    reason: "one_value",
    since: toTimestamp(onlySince),
    environment,
    ...(onlyValue !== null && onlyValue !== CODE_DEFAULT && { value_text: onlyValue }),
  };
}
