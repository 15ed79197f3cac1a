import type { RuleList, Serving } from "../rule-list";

/** What some people are served before a change and after it. */
export interface Pair {
  readonly before: Serving;
  readonly after: Serving;
}

/**
 * Pairs that may give somebody another value than before, without those that the order of unchanged rules rules out.
 */
export function* decidingPairs(before: RuleList, after: RuleList): Generator<Pair> {
  const keysBefore = before.forms.map(matchKey);
  const keysAfter = after.forms.map(matchKey);
  const earlier = new Set<string>();
  for (let first = 0; first <= before.otherwise; first += 1) {
    const own = keysBefore[first];
    for (let second = 0; second <= after.otherwise; second += 1) {
      const key = keysAfter[second];
      // The old list has the same rule earlier, so that rule decided for everyone whom this one matches.
      if (key !== undefined && earlier.has(key)) continue;
      yield* differing(before.servingsOf(first), after.servingsOf(second));
      // The same people match both, so nothing further down the new list serves them.
      if (key !== undefined && key === own) break;
    }
    if (own !== undefined) earlier.add(own);
  }
}

function* differing(before: readonly Serving[], after: readonly Serving[]): Generator<Pair> {
  for (const one of before) {
    for (const other of after) if (one.arm.valueId !== other.arm.valueId) yield { before: one, after: other };
  }
}

/** Rules with the same key match the same people. */
function matchKey({ literals }: { readonly literals: readonly number[] }): string {
  return [...new Set(literals)].sort((a, b) => a - b).join();
}
