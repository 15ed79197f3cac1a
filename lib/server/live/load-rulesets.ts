import { setImmediate } from "node:timers/promises";
import {
  type CompiledRuleset,
  compileInSteps,
  type FlagInput,
  type RuleInput,
  type RulesetInput,
  type SegmentInput,
  withRules,
} from "@/lib/targeting";
import { getDb } from "../db/client";

/** How long compiling keeps the process from answering. */
const TURN_MS = 4;

/** A segment as it was last read, so that a list of 100,000 ids is read and compiled again only when it changed. */
interface KnownSegment {
  /** The row version (`xmin`): another after every update. */
  version: string;
  input: SegmentInput;
  bytes: number;
}

/** What one project's evaluations are answered from: a snapshot that is replaced and never changed. */
export interface LoadedProject {
  id: string;
  revision: number;
  environments: readonly string[];
  defaultEnvironment: string;
  rulesets: ReadonlyMap<string, CompiledRuleset>;
  segments: ReadonlyMap<string, KnownSegment>;
  /** Bytes of the JSON that it was compiled from: what the store counts its memory by. */
  bytes: number;
}

interface SnapshotRow {
  revision: string;
  environments: string[];
  default_environment: string;
  flags: string;
  rules: string;
  segments: string;
}

type StoredRule = RuleInput & { environment: string };
type StoredSegment = { id: string; version: string; match_type: string; rules: SegmentInput["rules"] | null };

// One statement is one snapshot: flags, rules and segments as of the same revision.
const SNAPSHOT = `
  SELECT p.revision, p.environments, p.default_environment,
    (SELECT coalesce(json_agg(json_build_object(
        'id', f.id, 'key', f.key, 'enabled', f.enabled, 'status', f.status,
        'default_value', json_build_object('value', f.default_value)) ORDER BY f.created_at, f.id), '[]')::text
      FROM flags f WHERE f.project_id = p.id) AS flags,
    (SELECT coalesce(json_agg(json_build_object(
        'id', r.id, 'flag_id', r.flag_id, 'environment', r.environment, 'position', r.position,
        'conditions', r.conditions, 'value', r.value, 'percentage', r.percentage, 'enabled', r.enabled,
        'segment_id', r.segment_id, 'bucket_by', r.bucket_by, 'salt', r.salt)), '[]')::text
      FROM rules r JOIN flags f ON f.id = r.flag_id
      WHERE f.project_id = p.id AND r.environment = ANY (p.default_environment || $2::text[])) AS rules,
    (SELECT coalesce(json_agg(json_build_object(
        'id', s.id, 'version', s.xmin::text, 'match_type', s.match_type,
        'rules', CASE WHEN (s.id::text || s.xmin::text) = ANY ($3::text[]) THEN NULL ELSE s.rules END)), '[]')::text
      FROM segments s
      WHERE s.project_id = p.id AND EXISTS (SELECT 1 FROM rules r WHERE r.segment_id = s.id)) AS segments
  FROM projects p WHERE p.id = $1`;

/**
 * Reads and compiles a project's rulesets for these environments and its default one.
 * @param previous the snapshot that this one replaces, whose unchanged segments are taken over.
 * @returns undefined when there is no such project.
 */
export async function loadProject(
  projectId: string,
  environments: readonly string[],
  previous: LoadedProject | undefined,
): Promise<LoadedProject | undefined> {
  const known = previous?.segments ?? new Map<string, KnownSegment>();
  const { rows } = await getDb().pool.query<SnapshotRow>({
    name: "guidon_snapshot",
    text: SNAPSHOT,
    values: [projectId, environments, [...known].map(([id, { version }]) => id + version)],
  });
  const [row] = rows;
  if (row === undefined) return undefined;

  // What Postgres made as JSON of these very columns.
  const flags = JSON.parse(row.flags) as FlagInput[];
  const rules = JSON.parse(row.rules) as StoredRule[];
  const segments = takeOver(JSON.parse(row.segments) as StoredSegment[], known);
  const inputs = [...segments.values()].map(({ input }) => input);
  const wanted = new Set([row.default_environment, ...environments.filter((name) => row.environments.includes(name))]);
  const rulesets = new Map<string, CompiledRuleset>();
  // Every environment has the same segments, so that each takes over their lists from the one before it.
  let latest = previous?.rulesets.values().next().value;
  for (const environment of wanted) {
    const own = rules.filter((rule) => rule.environment === environment);
    latest = await compileBesides({ flags, rules: own, segments: inputs }, latest);
    rulesets.set(environment, latest);
  }
  const segmentBytes = [...segments.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    id: projectId,
    revision: Number(row.revision),
    environments: row.environments,
    defaultEnvironment: row.default_environment,
    rulesets,
    segments,
    bytes: row.flags.length + row.rules.length + segmentBytes * wanted.size,
  };
}

/** Compiles in turns with whatever else the process has to do, which is to answer. */
async function compileBesides(input: RulesetInput, previous: CompiledRuleset | undefined): Promise<CompiledRuleset> {
  const steps = compileInSteps(withRules(input), previous);
  for (;;) {
    const end = performance.now() + TURN_MS;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < end);
    await setImmediate();
  }
}

function takeOver(stored: StoredSegment[], known: ReadonlyMap<string, KnownSegment>): Map<string, KnownSegment> {
  return new Map(
    stored.map(({ id, version, match_type, rules }): [string, KnownSegment] => {
      const before = known.get(id);
      if (rules === null && before !== undefined) return [id, before];
      const input = { id, match_type, rules: rules ?? [] };
      return [id, { version, input, bytes: JSON.stringify(input).length }];
    }),
  );
}
