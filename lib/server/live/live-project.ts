import type { CompiledRuleset } from "@/lib/targeting";
import type { Version } from "../store/versions";
import { Answers } from "./answers";
import type { Rulesets } from "./compile-project";
import type { ProjectSource } from "./project-source";

/** A project's rules in one environment, ready to answer. Replaced whole when they change. */
export interface LiveRuleset {
  readonly projectId: string;
  readonly environment: string;
  /** What OpenFeature calls the flags of one environment: `<slug>/<environment>`. */
  readonly flagSetId: string;
  readonly revision: number;
  readonly version: Version;
  /** When it was read, in milliseconds since 1970. */
  readonly loadedAt: number;
  readonly ruleset: CompiledRuleset;
  readonly answers: Answers;
}

/** What one project's evaluations are answered from. */
export interface LiveProject {
  readonly source: ProjectSource;
  readonly rulesets: Rulesets;
  readonly byEnvironment: ReadonlyMap<string, LiveRuleset>;
  /** Bytes of heap that all of it takes, about. */
  readonly bytes: number;
}

/** A ruleset, or why there is none. */
export type Found =
  | { kind: "found"; live: LiveRuleset }
  | { kind: "no_project" }
  | { kind: "no_environment"; environments: readonly string[] };

/** @param before whose answers go on being used and counted: an evaluation that has not changed is the same object. */
export function toLiveProject(
  source: ProjectSource,
  rulesets: Rulesets,
  before: LiveProject | undefined,
  bytes: number,
): LiveProject {
  const { id: projectId, slug, version } = source;
  const kept = before?.source.slug === slug ? before.byEnvironment : undefined;
  const loadedAt = Date.now();
  const byEnvironment = new Map(
    [...rulesets].map(([environment, ruleset]) => {
      const flagSetId = `${slug}/${environment}`;
      const answers = kept?.get(environment)?.answers ?? new Answers(environment, flagSetId);
      const { revision } = version;
      const live = { projectId, environment, flagSetId, revision, version, loadedAt, ruleset, answers };
      return [environment, live];
    }),
  );
  return { source, rulesets, byEnvironment, bytes: bytes };
}

/** Undefined: the environment's rules have yet to be read. */
export function findIn({ source, byEnvironment }: LiveProject, environment: string | undefined): Found | undefined {
  const live = byEnvironment.get(environment ?? source.defaultEnvironment);
  if (live !== undefined) return { kind: "found", live };
  if (environment === undefined || source.environments.includes(environment)) return undefined;
  return { kind: "no_environment", environments: source.environments };
}
