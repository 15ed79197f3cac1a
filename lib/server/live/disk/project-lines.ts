import type { RuleInput, SegmentInput } from "@/lib/targeting";
import type { FlagSource, ProjectSource } from "../project-source";

type Head = Omit<ProjectSource, "flags" | "segments">;

type FlagLine = { flag: FlagSource["flag"]; createdAt: number; rules: Record<string, readonly RuleInput[]> };

/** One line of the file. */
type Line = { head: Head } | FlagLine | { segment: SegmentInput };

/**
 * What a project's rulesets are compiled from, as JSON: a line for each flag and segment, so that no line takes long.
 */
export function* toLines({ flags, segments, ...head }: ProjectSource): Generator<string> {
  const line = (content: Line): string => JSON.stringify(content);
  yield line({ head });
  for (const { flag, createdAt, rules } of flags.values()) {
    yield line({ flag, createdAt, rules: Object.fromEntries(rules) });
  }
  for (const segment of segments.values()) yield line({ segment });
}

/** @param lines of `toLines`, whose checksum was right */
export function fromLines(lines: readonly string[]): ProjectSource {
  const flags = new Map<string, FlagSource>();
  const segments = new Map<string, SegmentInput>();
  let head: Head | undefined;
  for (const text of lines) {
    const line = JSON.parse(text) as Line;
    if ("head" in line) head = line.head;
    else if ("segment" in line) segments.set(line.segment.id, line.segment);
    else flags.set(line.flag.id, toFlagSource(line));
  }
  if (head === undefined) throw new Error("The cache of a project has no head.");
  return { ...head, flags, segments };
}

function toFlagSource({ flag, createdAt, rules }: FlagLine): FlagSource {
  // As when they are read from the database: equal texts are one object, and not a copy in each rule.
  const shared = (rule: RuleInput): RuleInput => ({
    ...rule,
    flag_id: flag.id,
    ...(rule.salt === rule.id && { salt: rule.id }),
  });
  const byEnvironment = Object.entries(rules).map(([name, list]) => [name, list.map(shared)] as const);
  return { flag, createdAt, rules: new Map(byEnvironment) };
}
