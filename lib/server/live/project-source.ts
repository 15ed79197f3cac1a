import { type FlagInput, type FlagWithRules, type RuleInput, type SegmentInput, segmentsIn } from "@/lib/targeting";
import { segmentsNamed } from "@/lib/targeting/segment-references";
import type { Version } from "../store/versions";

/** A stored flag, with its rules in the environments that are held. */
export interface FlagSource {
  readonly flag: FlagInput;
  /** Milliseconds since 1970. Flags are ordered by creation, then by id. */
  readonly createdAt: number;
  /** By environment, in order of their positions. Absent: none. */
  readonly rules: ReadonlyMap<string, readonly RuleInput[]>;
}

/**
 * What a project's rulesets are compiled from: one snapshot of the database. An object that is the same in the next
 * snapshot has not changed, so objects are never changed in place.
 */
export interface ProjectSource {
  readonly id: string;
  readonly slug: string;
  readonly version: Version;
  /** Tokens of revisions that it certainly contains, the latest last. */
  readonly tokens: readonly string[];
  readonly environments: readonly string[];
  readonly defaultEnvironment: string;
  /** Whether contexts are kept in memory, to say how many of them match. */
  readonly samplesContexts: boolean;
  /** The environments whose rules it has. */
  readonly held: readonly string[];
  /** By id, in their order. */
  readonly flags: ReadonlyMap<string, FlagSource>;
  /** The segments that rules lead to, by id. */
  readonly segments: ReadonlyMap<string, SegmentInput>;
}

/** OpenFeature's name for the flags of one environment. */
export const flagSetIdOf = ({ slug }: Pick<ProjectSource, "slug">, environment: string): string =>
  `${slug}/${environment}`;

const NO_RULES: readonly RuleInput[] = [];

/** Flags with their rules in one environment. */
export function* flagsWithRules(flags: Iterable<FlagSource>, environment: string): Generator<FlagWithRules, void> {
  for (const { flag, rules } of flags) yield { flag, environment, rules: rules.get(environment) ?? NO_RULES };
}

/** The segments that rules link to or name in their conditions. */
export function linkedSegments(flags: Iterable<FlagSource>): Set<string> {
  const ids = new Set<string>();
  for (const { rules } of flags) for (const list of rules.values()) for (const id of segmentsNamed(list)) ids.add(id);
  return ids;
}

/** The segments that a segment refers to. */
export const segmentsOfSegment = ({ rules }: SegmentInput): string[] => (Array.isArray(rules) ? segmentsIn(rules) : []);

/** Replaces flags by id. New flags are inserted in order; flags in `changed` that no longer exist are removed. */
export function withFlags(
  before: ReadonlyMap<string, FlagSource>,
  changed: ReadonlySet<string>,
  read: readonly FlagSource[],
): Map<string, FlagSource> {
  const flags = new Map(before);
  const readIds = new Set(read.map(({ flag }) => flag.id));
  for (const id of changed) if (!readIds.has(id)) flags.delete(id);
  const isInOrder = read.every(({ flag }) => before.has(flag.id));
  for (const each of read) flags.set(each.flag.id, each);
  return isInOrder ? flags : new Map([...flags].sort(([, a], [, b]) => byAge(a, b)));
}

function byAge(a: FlagSource, b: FlagSource): number {
  return a.createdAt - b.createdAt || (a.flag.id < b.flag.id ? -1 : 1);
}
