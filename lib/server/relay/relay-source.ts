import type { Ruleset } from "guidon-sdk";
import type { RuleInput } from "@/lib/targeting";
import type { FlagSource, ProjectSource } from "../live/project-source";
import { readVersionText } from "../live/wire/version-text";

/** How many revisions a source remembers to contain. */
const TOKENS_KEPT = 100;

/**
 * Converts what another Guidon sent to a source from which rulesets are compiled here. Flags that have not changed stay
 * the same objects.
 * @param before the previous source
 * @throws Error when its version does not have Guidon's form
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

/** The project's slug, as in the name of the flag set; undefined: the other Guidon is older, and does not send it. */
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
