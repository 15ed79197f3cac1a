import { asOne, compileElements, linksIn, type SegmentLink, type StoredElement, testsOfGroup } from "./compile-element";
import type { ConditionCompiler, Test } from "./condition";
import type { Properties } from "./context";
import type { Referring } from "./dependency-order";
import { segmentsIn } from "./element";
import type { MatchType } from "./types";
import { isRecord, listOf } from "./values";

/** An audience. It is decided at most once in an evaluation, however many rules link to it. */
export class Segment implements Test {
  /** Why nobody can ever be in it; null for a sound segment. */
  readonly fault: string | null;
  /** The segments that it refers to. */
  readonly links: readonly SegmentLink[];
  private readonly test: Test | null;
  private epoch = 0;
  /** What the evaluation of that number found. */
  private isMember = false;

  constructor(
    readonly id: string,
    readonly matchType: MatchType | null,
    readonly elements: readonly StoredElement[],
    /** Whether its references lead into a circle, or through too many segments. */
    isEndless = false,
  ) {
    const tests = matchType === null || isEndless ? null : testsOfGroup({ kind: matchType, elements });
    this.fault = isEndless ? ENDLESS : faultOf(matchType, elements.length, tests !== null);
    this.test = tests && asOne(tests);
    this.links = linksIn(elements);
  }

  matches(context: Properties, epoch: number): boolean {
    if (this.epoch !== epoch) {
      this.isMember = this.test?.matches(context, epoch) ?? false;
      this.epoch = epoch;
    }
    return this.isMember;
  }
}

const ENDLESS = "the segment leads into a circle of segments, or through too many";

function faultOf(matchType: MatchType | null, elements: number, isPossible: boolean): string | null {
  if (matchType === null) return "the segment's match type is neither all nor any";
  if (elements === 0) return "the segment has no conditions and matches nobody";
  return isPossible ? null : "a condition of the segment cannot be evaluated";
}

/** A stored segment before it is compiled. */
export interface SegmentSource extends Referring {
  readonly stored: Readonly<Record<string, unknown>>;
}

/**
 * A stored segment with the segments that it refers to; null when it is so damaged that it has no id, as if it were
 * deleted.
 */
export function segmentSource(stored: unknown): SegmentSource | null {
  if (!isRecord(stored) || typeof stored.id !== "string") return null;
  return { id: stored.id, references: segmentsIn(listOf(stored.rules)), stored };
}

/** @param segments the compiled segments that it may refer to; absent: it leads nowhere */
export function* compileSegment(
  { id, stored }: SegmentSource,
  compiler: ConditionCompiler,
  segments: ReadonlyMap<string, Segment> | "endless",
): Generator<undefined, Segment> {
  const { match_type: type, rules } = stored;
  const isEndless = segments === "endless";
  const elements = yield* compileElements(rules, "key", { compiler, segments: isEndless ? new Map() : segments });
  return new Segment(id, type === "all" || type === "any" ? type : null, elements, isEndless);
}
