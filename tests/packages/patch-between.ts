import { isDeepStrictEqual } from "node:util";
import type { RulesetInput, RulesetPatch } from "guidon-engine";

/** What must change for one ruleset to become the other. */
export function patchBetween(before: RulesetInput, after: RulesetInput): RulesetPatch {
  const [flags, rules, segments] = [
    difference(before.flags, after.flags),
    difference(before.rules, after.rules),
    difference(before.segments, after.segments),
  ];
  return {
    upsert: { flags: flags.upsert, rules: rules.upsert, segments: segments.upsert },
    remove: { flags: flags.remove, rules: rules.remove, segments: segments.remove },
  };
}

function difference<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]) {
  const known = new Map(before.map((each) => [each.id, each]));
  const kept = new Set(after.map(({ id }) => id));
  return {
    upsert: after.filter((each) => !isDeepStrictEqual(each, known.get(each.id))),
    remove: before.filter(({ id }) => !kept.has(id)).map(({ id }) => id),
  };
}
