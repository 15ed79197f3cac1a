import type { Segment } from "@/lib/targeting/segment";
import { segmentLogic } from "./elements";
import { type Logic, Unsayable } from "./logic";

/** Of a segment that stands in each rule that links to it. */
const LONGEST_INLINED = 2_000;

/** How a rule says that somebody is in a segment. */
interface Link {
  readonly logic: Logic;
  /** What `logic` refers to; undefined where it stands for itself. */
  readonly evaluator?: Logic;
}

/** Segments are translated once, and written once where they can be referred to. */
export class SegmentLinks {
  private readonly known = new Map<Segment, Link | Unsayable>();

  /** @param used takes the evaluator that the link refers to */
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
    // Clients put evaluators in place by replacing text, where some take `$` and `\` for more than letters.
    if (!/[$\\]/.test(text)) return { logic: { $ref: segment.id }, evaluator: logic };
    if (text.length <= LONGEST_INLINED) return { logic };
    return new Unsayable("links to a long segment that holds $ or \\, which clients do not keep");
  } catch (error) {
    if (error instanceof Unsayable) return new Unsayable(`links to a segment that ${error.message}`);
    throw error;
  }
}
