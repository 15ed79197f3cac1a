import { setImmediate } from "node:timers/promises";
import type { SegmentInput } from "@/lib/targeting";
import type { ProjectCompiler } from "./compile-project";
import type { FlagSource, ProjectSource } from "./project-source";
import { readFlags } from "./read-flags";
import { readSegments } from "./read-segments";
import type { Reading } from "./reading";
import { memoryOfFlag, memoryOfSegment } from "./ruleset-memory";

/**
 * Reads all that a project's rulesets are compiled from, and has each page of it compiled while the database makes the
 * next: whoever waits for the first evaluation waits for the longer of the two, and not for both.
 */
export async function readWhole(
  { tx, projectId, environments, meter }: Reading,
  compiler: ProjectCompiler,
): Promise<Pick<ProjectSource, "flags" | "segments">> {
  compiler.begin(environments);
  const segments = new Map<string, SegmentInput>();
  for await (const page of readSegments(tx, { linkedIn: { projectId, environments } })) {
    for (const segment of page) {
      meter(memoryOfSegment(segment));
      segments.set(segment.id, segment);
    }
    // Parsing took a turn of the event loop, and a long list's is a long one.
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
  return { flags, segments };
}
