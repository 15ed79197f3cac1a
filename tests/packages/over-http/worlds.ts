import fc from "fast-check";
import type { RuleInput, RulesetInput } from "@/lib/targeting";
import { contextArbitrary, rulesetArbitrary } from "../../unit/targeting/arbitraries";

/** A ruleset as it goes over the wire, and contexts to ask it about. */
export interface World {
  readonly ruleset: RulesetInput;
  readonly contexts: readonly Record<string, unknown>[];
}

export const CONTEXTS = 8;
/** Worlds that are made at a time: their sizes differ by where they stand among these. */
const BATCH = 50;
/** Every so many worlds have a long list, which is sent by its content. */
const LONG_EVERY = 3;

/** Several, so that some are known to a client already. Longer than what is sent where it stands. */
const longLists = Array.from({ length: 7 }, (_, list) =>
  Array.from({ length: 1_001 + list * 100 }, (__, item) => `user-${list}-${item}`),
);

const worldArbitrary = fc.record({
  ruleset: rulesetArbitrary,
  contexts: fc.array(contextArbitrary, { minLength: CONTEXTS, maxLength: CONTEXTS }),
  list: fc.nat(longLists.length - 1),
  item: fc.nat(2_000),
});

/** The worlds of a seed, one after the other, the same each time. */
export function* worldsOf(seed: number, count: number): Generator<World, void> {
  for (let at = 0; at < count; at += 1) {
    if (at % BATCH === 0) batch = fc.sample(worldArbitrary, { seed: seed + at, numRuns: BATCH });
    const made = batch[at % BATCH];
    // What JSON cannot say never reaches a server.
    if (made !== undefined) yield JSON.parse(JSON.stringify(at % LONG_EVERY === 0 ? withLongList(made) : made));
  }
}

type Made = typeof worldArbitrary extends fc.Arbitrary<infer Value> ? Value : never;
let batch: readonly Made[] = [];

function withLongList({ ruleset, contexts, list, item }: Made): World {
  const rule: RuleInput = {
    ...{ id: "long", flag_id: "f0", position: -1, enabled: true, value: "long" },
    conditions: [{ attribute: "user_id", operator: "in", value: longLists[list] ?? [] }],
  };
  const [first, ...others] = contexts;
  return {
    ruleset: { ...ruleset, rules: [...ruleset.rules, rule] },
    contexts: [{ ...first, user_id: `user-${list}-${item}` }, ...others] as World["contexts"],
  };
}
