import type { Ruleset } from "guidon-sdk";
import type { RuleInput } from "@/lib/targeting";
import type { FlagSource, ProjectSource } from "../live/project-source";
import { readVersionText } from "../live/wire/version-text";

/** Revisions that a source remembers to be in it. */
const TOKENS_KEPT = 100;

/**
 * What another Guidon told, as rulesets are compiled from it here. Flags that have not changed are the same objects.
 * @param before what it told before
 * @throws Error when it does not name its version as Guidon does
 */
export function relaySource(ruleset: Ruleset, before: ProjectSource | undefined): ProjectSource {
  const { project_id: id, environment, flags, segments } = ruleset;
  const version = readVersionText(ruleset.version);
  if (version === undefined)
    throw new Error("The other Guidon names its ruleset's version in a way that is not known.");
  const rulesOf = byFlag(ruleset.rules);
  const sourceOf = (flag: Ruleset["flags"][number], createdAt: number): FlagSource => {
    const rules = rulesOf.get(flag.id) ?? [];
    const known = before?.flags.get(flag.id);
    const isSame = known?.flag === flag && isSameList(known.rules.get(environment) ?? [], rules);
    return known !== undefined && isSame ? known : { flag, createdAt, rules: new Map([[environment, rules]]) };
  };
  return {
    id,
    slug: slugIn(ruleset) ?? id,
    version,
    tokens: [...(before?.tokens ?? []), version.token].slice(-TOKENS_KEPT),
    ...{ environments: [environment], defaultEnvironment: environment, held: [environment], samplesContexts: false },
    flags: new Map(flags.map((flag, at) => [flag.id, sourceOf(flag, at)])),
    segments: new Map(segments.map((segment) => [segment.id, segment])),
  };
}

/** The project's slug as the name of the flag set has it; undefined: the other one is older, and does not tell it. */
function slugIn({ flag_set_id, environment }: Ruleset): string | undefined {
  return flag_set_id?.endsWith(`/${environment}`) ? flag_set_id.slice(0, -environment.length - 1) : undefined;
}

function byFlag(rules: readonly RuleInput[]): ReadonlyMap<string, readonly RuleInput[]> {
  const lists = new Map<string, RuleInput[]>();
  for (const rule of rules) {
    const list = lists.get(rule.flag_id);
    if (list) list.push(rule);
    else lists.set(rule.flag_id, [rule]);
  }
  return lists;
}

const isSameList = (one: readonly RuleInput[], other: readonly RuleInput[]): boolean =>
  one.length === other.length && one.every((rule, at) => rule === other[at]);
