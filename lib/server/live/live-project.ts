import type { CompiledRuleset } from "@/lib/targeting";
import type { Version } from "../store/versions";
import { Answers } from "./answers";
import type { Rulesets } from "./compile-project";
import { ContextSample } from "./context-sample";
import { flagSetIdOf, type ProjectSource } from "./project-source";
import { usedAttributes } from "./used-attributes";
import { RulesetChanges } from "./wire/ruleset-changes";

/** A project's rules in one environment, ready to answer. It is replaced as a whole when they change. */
export interface LiveRuleset {
  readonly projectId: string;
  readonly environment: string;
  /** OpenFeature's name for the flags of one environment: `<slug>/<environment>`. */
  readonly flagSetId: string;
  readonly revision: number;
  readonly version: Version;
  /** When it was read, in milliseconds since 1970. */
  readonly loadedAt: number;
  readonly ruleset: CompiledRuleset;
  /** What it was compiled from, together with the project's other environments. */
  readonly source: ProjectSource;
  /** The changes that led to it from earlier rulesets. */
  readonly changes: RulesetChanges;
  readonly answers: Answers;
  /** Samples the context of each evaluation; null unless the project asks for it. */
  readonly sample: ContextSample | null;
}

/** What one project's evaluations are answered from. */
export interface LiveProject {
  readonly source: ProjectSource;
  readonly rulesets: Rulesets;
  readonly byEnvironment: ReadonlyMap<string, LiveRuleset>;
  /** The approximate heap that it takes, in bytes. */
  readonly bytes: number;
}

/** A ruleset, or why there is none. */
export type Found =
  | { kind: "found"; live: LiveRuleset }
  | { kind: "no_project" }
  | { kind: "no_environment"; environments: readonly string[] };

/** @param before its answers are used and counted on: an evaluation that has not changed stays the same object. */
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
      const flagSetId = flagSetIdOf(source, environment);
      const answers = kept?.get(environment)?.answers ?? new Answers(environment, flagSetId);
      const { revision } = version;
      const sample = source.samplesContexts ? sampleOf(source, environment, kept?.get(environment)?.sample) : null;
      const changes = before?.byEnvironment.get(environment)?.changes ?? new RulesetChanges(environment);
      if (before !== undefined) changes.advance(before.source, source);
      const named = { projectId, environment, flagSetId, revision, version, loadedAt };
      return [environment, { ...named, ruleset, source, changes, answers, sample }];
    }),
  );
  return { source, rulesets, byEnvironment, bytes: bytes };
}

/** The sample continues while the attributes are the same: it cannot add a new attribute to old contexts. */
function sampleOf(source: ProjectSource, environment: string, before: ContextSample | null | undefined): ContextSample {
  const attributes = usedAttributes(source, environment);
  const isSame =
    before?.attributes.size === attributes.size && [...attributes].every((name) => before.attributes.has(name));
  return before && isSame ? before : new ContextSample(attributes);
}

/** Undefined: the environment's rules have not been read yet. */
export function findIn({ source, byEnvironment }: LiveProject, environment: string | undefined): Found | undefined {
  const live = byEnvironment.get(environment ?? source.defaultEnvironment);
  if (live !== undefined) return { kind: "found", live };
  if (environment === undefined || source.environments.includes(environment)) return undefined;
  return { kind: "no_environment", environments: source.environments };
}
