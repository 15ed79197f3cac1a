import type { ProjectSource } from "@/lib/server/live/project-source";
import type { Version } from "@/lib/server/store/versions";
import type { FlagInput, RuleInput, RulesetInput, SegmentInput } from "@/lib/targeting";

export const ENVIRONMENT = "production";

export const versionAt = (revision: number, epoch = "e"): Version => ({ epoch, revision, token: `t${revision}` });

/** A project whose one environment that is held has these. Objects are taken over as they are. */
export function sourceOf(
  { flags, rules, segments }: Pick<RulesetInput, "flags" | "rules" | "segments">,
  version = versionAt(1),
  tokens: readonly string[] = [version.token],
): ProjectSource {
  const rulesOf = ({ id }: FlagInput): [string, RuleInput[]][] => [
    [ENVIRONMENT, rules.filter(({ flag_id }) => flag_id === id)],
  ];
  return {
    ...{ id: "p", slug: "shop", version, tokens, samplesContexts: false },
    ...{ environments: [ENVIRONMENT, "staging"], defaultEnvironment: ENVIRONMENT, held: [ENVIRONMENT] },
    flags: new Map(flags.map((flag, at) => [flag.id, { flag, createdAt: at, rules: new Map(rulesOf(flag)) }])),
    segments: new Map(segments.map((segment): [string, SegmentInput] => [segment.id, segment])),
  };
}

/** As a database gives it: it has been JSON. */
export const stored = <T>(input: T): T => JSON.parse(JSON.stringify(input));
