import type { Segment } from "@/lib/targeting/segment";
import { segmentLogic } from "./elements";
import { type Logic, Unsayable } from "./logic";

/** The length of a segment that is written into each rule that links to it. */
const LONGEST_INLINED = 2_000;

/** How a rule expresses membership of a segment. */
interface Link {
  readonly logic: Logic;
  /** The evaluator that `logic` refers to; undefined where it needs none. */
  readonly evaluator?: Logic;
}

/** Translates each segment once, and writes it once where it can be referred to. */
export class SegmentLinks {
  private readonly known = new Map<Segment, Link | Unsayable>();

  /** @param used collects the evaluator that the link refers to */
  to(segment: Segment, used: Map<string, Logic>): Logic {
    const link = this.known.get(segment) ?? linkTo(segment);
    this.known.set(segment, link);
    if (link instanceof Unsayable) throw link;
    if (link.evaluator !== undefined) used.set(segment.id, link.evaluator);
    return link.logic;
  }
}

function linkTo(segment: Segment): Link | Unsayable {
  try {
    const logic = segmentLogic(segment);
    if (typeof logic === "boolean") return { logic };
    const text = JSON.stringify([segment.id, logic]);
    // Clients insert evaluators by replacing text, and some of them interpret `$` and `\` in it.
    if (!/[$\\]/.test(text)) return { logic: { $ref: segment.id }, evaluator: logic };
    if (text.length <= LONGEST_INLINED) return { logic };
    return new Unsayable("links to a long segment that holds $ or \\, which clients do not keep");
  } catch (error) {
    if (error instanceof Unsayable) return new Unsayable(`links to a segment that ${error.message}`);
    throw error;
  }
}
