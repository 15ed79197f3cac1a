import type { SegmentInput } from "@/lib/targeting";
import type { Changes } from "./change-log";
import { type FlagSource, linkedSegments, type ProjectSource, segmentsOfSegment, withFlags } from "./project-source";
import { readFlags } from "./read-flags";
import { readSegments } from "./read-segments";
import type { Reading } from "./reading";
import { memoryOfFlag, memoryOfSegment } from "./ruleset-memory";

type Flags = ProjectSource["flags"];

/** Reads what has changed since `base`, and the rules of environments that it lacks; the rest is taken over. */
export async function readChanges(
  reading: Reading,
  base: ProjectSource,
  changes: Changes,
): Promise<Pick<ProjectSource, "flags" | "segments">> {
  const added = reading.environments.filter((name) => !base.held.includes(name));
  const flags = await withRulesOf(added, await changedFlags(reading, base, changes), changes, reading);
  const linked = added.length > 0 ? linkedSegments(flags.values()) : linkedNow(flags, base, changes);
  return { flags, segments: await segmentsOf(linked, base, changes, reading) };
}

async function changedFlags(reading: Reading, base: ProjectSource, { flagIds }: Changes): Promise<Flags> {
  const { tx, projectId, environments, meter } = reading;
  if (flagIds.size === 0) return base.flags;
  const read: FlagSource[] = [];
  for await (const page of readFlags(tx, projectId, environments, flagIds)) {
    for (const flag of page) meter(memoryOfFlag(flag));
    read.push(...page);
  }
  return withFlags(base.flags, flagIds, read);
}

/** Adds the rules of environments that were not held before; changed flags have them already. */
async function withRulesOf(
  added: readonly string[],
  flags: Flags,
  { flagIds: changed }: Changes,
  { tx, projectId, meter }: Reading,
): Promise<Flags> {
  if (added.length === 0) return flags;
  const extended = new Map(flags);
  for await (const page of readFlags(tx, projectId, added)) {
    for (const each of page) {
      const before = flags.get(each.flag.id);
      if (before === undefined || changed.has(each.flag.id)) continue;
      meter(memoryOfFlag(each));
      extended.set(each.flag.id, { ...before, rules: new Map([...before.rules, ...each.rules]) });
    }
  }
  return extended;
}

/**
 * The segments that rules link to, or that these lead to. All rules are searched only when a segment may have lost its
 * last link.
 */
function linkedNow(flags: Flags, base: ProjectSource, changes: Changes): ReadonlySet<string> {
  const ids = [...changes.flagIds];
  const before = linkedSegments(ids.flatMap((id) => base.flags.get(id) ?? []));
  const after = linkedSegments(ids.flatMap((id) => flags.get(id) ?? []));
  // A changed segment may have led to others.
  const isRelinked = [...changes.segmentIds].some((id) => base.segments.has(id));
  if (isRelinked || [...before].some((id) => !after.has(id))) return linkedSegments(flags.values());
  return new Set([...base.segments.keys(), ...after]);
}

async function segmentsOf(
  linked: ReadonlySet<string>,
  base: ProjectSource,
  { segmentIds: changed }: Changes,
  { tx, meter }: Reading,
): Promise<ProjectSource["segments"]> {
  const segments = new Map<string, SegmentInput>();
  const visited = new Set<string>();
  let wanted: ReadonlySet<string> = linked;
  // Each round reads what the segments of the previous round refer to.
  while (wanted.size > 0) {
    const missing: string[] = [];
    const found: SegmentInput[] = [];
    for (const id of wanted) {
      visited.add(id);
      const known = changed.has(id) ? undefined : base.segments.get(id);
      if (known === undefined) missing.push(id);
      else found.push(known);
    }
    if (missing.length > 0) {
      for await (const page of readSegments(tx, { ids: missing })) {
        for (const segment of page) meter(memoryOfSegment(segment));
        found.push(...page);
      }
    }
    for (const segment of found) segments.set(segment.id, segment);
    wanted = new Set(found.flatMap(segmentsOfSegment).filter((id) => !visited.has(id)));
  }
  return segments;
}
