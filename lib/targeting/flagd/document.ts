import type { CompiledRuleset } from "../compile";
import type { Segment } from "../segment";
import { segmentLogic } from "./elements";
import { type FlagdFlag, flagdFlag, type LeftOut } from "./flag";
import { type Logic, Unsayable } from "./logic";

/** The flags of an environment as flagd's clients evaluate them, and those that they do not get. */
export interface FlagdDefinitions {
  readonly flags: ReadonlyMap<string, FlagdFlag>;
  /** Segments, by their ids. */
  readonly evaluators: ReadonlyMap<string, Logic>;
  readonly leftOut: ReadonlyMap<string, LeftOut>;
}

/** Translates a ruleset, a step for each flag. What it cannot say exactly as the engine decides it, it does not say. */
export function* flagdDefinitions({ flags: compiled }: CompiledRuleset): Generator<undefined, FlagdDefinitions> {
  const links = new SegmentLinks();
  const flags = new Map<string, FlagdFlag>();
  const evaluators = new Map<string, Logic>();
  const leftOut = new Map<string, LeftOut>();
  for (const [key, flag] of compiled) {
    const used = new Map<string, Logic>();
    const made = flagdFlag(flag, (segment) => links.to(segment, used));
    if ("why" in made) leftOut.set(key, made);
    else {
      flags.set(key, made);
      for (const [id, logic] of used) evaluators.set(id, logic);
    }
    yield;
  }
  return { flags, evaluators, leftOut };
}

/** Segments are translated once, and written once where they can be referred to. */
class SegmentLinks {
  private readonly known = new Map<Segment, Logic | Unsayable>();

  /** @param used takes the evaluator that the link refers to */
  to(segment: Segment, used: Map<string, Logic>): Logic {
    const logic = this.known.get(segment) ?? translated(segment);
    this.known.set(segment, logic);
    if (logic instanceof Unsayable) throw logic;
    if (typeof logic === "boolean" || !isReplaceable(segment.id, logic)) return logic;
    used.set(segment.id, logic);
    return { $ref: segment.id };
  }
}

function translated(segment: Segment): Logic | Unsayable {
  try {
    return segmentLogic(segment);
  } catch (error) {
    if (error instanceof Unsayable) return new Unsayable(`links to a segment that ${error.message}`);
    throw error;
  }
}

/** Clients put evaluators in place by replacing text, where some take `$` and `\` for more than letters. */
const isReplaceable = (id: string, logic: Logic): boolean => !/[$\\]/.test(JSON.stringify([id, logic]));
