import type { FlagInput, FlagWithRules, RuleInput, SegmentInput } from "../../../lib/targeting/types";
import type { RulesetDocument } from "./document";

/** The changes from one revision of a ruleset to another. Absent lists are empty. */
export interface RulesetPatch {
  /** New and changed objects, whole. */
  readonly upsert?: {
    readonly flags?: readonly FlagInput[];
    readonly rules?: readonly RuleInput[];
    readonly segments?: readonly SegmentInput[];
  };
  /** The ids of what was deleted. A flag's rules are deleted with it. */
  readonly remove?: {
    readonly flags?: readonly string[];
    readonly rules?: readonly string[];
    readonly segments?: readonly string[];
  };
}

/** Applies a patch to a document. What the patch does not name stays the same object, and new things come last. */
export function patchRuleset(document: RulesetDocument, { upsert = {}, remove = {} }: RulesetPatch): RulesetDocument {
  const { environment } = document;
  const added = newFlags(document, upsert.flags).map((flag) => ({ flag, environment, rules: [] }));
  const flags = replaced(upsert.flags);
  const rules = new Map<string, RuleInput[]>();
  for (const rule of upsert.rules ?? []) rules.set(rule.flag_id, [...(rules.get(rule.flag_id) ?? []), rule]);
  const touched = [...(remove.rules ?? []), ...(upsert.rules ?? []).map(({ id }) => id)];
  const isTouched = touches(touched);
  const isGone = touches(remove.flags);
  return {
    environment,
    flags: [...document.flags.filter(({ flag }) => !isGone(flag.id)), ...added].map((each): FlagWithRules => {
      const flag = flags.get(each.flag.id) ?? each.flag;
      const known = rules.get(flag.id) ?? [];
      // Most changes name no rule, and then thousands of rules need no look.
      const isSame = known.length === 0 && (touched.length === 0 || !each.rules.some(({ id }) => isTouched(id)));
      if (isSame) return flag === each.flag ? each : { ...each, flag };
      return { ...each, flag, rules: [...each.rules.filter(({ id }) => !isTouched(id)), ...known] };
    }),
    segments: patchSegments(document.segments, upsert.segments ?? [], touches(remove.segments)),
  };
}

function patchSegments(
  before: readonly SegmentInput[],
  upsert: readonly SegmentInput[],
  isGone: (id: string) => boolean,
): readonly SegmentInput[] {
  const now = replaced(upsert);
  const known = new Set(before.map(({ id }) => id));
  return [
    ...before.filter(({ id }) => !isGone(id)).map((segment) => now.get(segment.id) ?? segment),
    ...upsert.filter(({ id }) => !known.has(id)),
  ];
}

function newFlags({ flags }: RulesetDocument, upsert: readonly FlagInput[] = []): readonly FlagInput[] {
  if (upsert.length === 0) return [];
  const known = new Set(flags.map(({ flag }) => flag.id));
  return upsert.filter(({ id }) => !known.has(id));
}

const replaced = <T extends { readonly id: string }>(list: readonly T[] = []): ReadonlyMap<string, T> =>
  new Map(list.map((each) => [each.id, each]));

function touches(ids: readonly string[] = []): (id: string) => boolean {
  const named = new Set(ids);
  return (id) => named.has(id);
}
