import { setImmediate } from "node:timers/promises";
import type { SegmentInput } from "@/lib/targeting";
import { ProjectCompiler, type Rulesets } from "./compile-project";
import type { FlagSource, ProjectSource } from "./project-source";
import { readFlags } from "./read-flags";
import { readSegments } from "./read-segments";
import type { Reading } from "./reading";
import { memoryOfFlag, memoryOfSegment } from "./ruleset-memory";

/**
 * Reads everything that a project's rulesets are compiled from, and compiles each page while the database prepares the
 * next: the first evaluation waits for the longer of the two, and not for their sum.
 * @param previous rulesets of the project whose parts can be shared
 */
export async function readWhole(
  { tx, projectId, environments, meter }: Reading,
  previous: Rulesets | undefined,
): Promise<Pick<ProjectSource, "flags" | "segments"> & { compiler: ProjectCompiler }> {
  const compiler = new ProjectCompiler(environments, previous);
  const segments = new Map<string, SegmentInput>();
  for await (const page of readSegments(tx, { linkedIn: { projectId, environments } })) {
    for (const segment of page) {
      meter(memoryOfSegment(segment));
      segments.set(segment.id, segment);
    }
    // Parsing took a turn of the event loop, which is long for a long list.
    await setImmediate();
    await compiler.addSegments(page);
  }
  const flags = new Map<string, FlagSource>();
  for await (const page of readFlags(tx, projectId, environments)) {
    for (const each of page) {
      meter(memoryOfFlag(each));
      flags.set(each.flag.id, each);
    }
    await setImmediate();
    await compiler.addFlags(page);
  }
  return { flags, segments, compiler };
}
