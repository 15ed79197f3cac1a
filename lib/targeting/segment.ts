import { type Condition, type ConditionCompiler, type StoredCondition, soundOf } from "./condition";
import type { Properties } from "./context";
import type { MatchType } from "./types";
import { isRecord, listOf } from "./values";

/** An audience. It is decided at most once in an evaluation, however many rules link to it. */
export class Segment {
  /** Why nobody can ever be in it; null for a sound segment. */
  readonly fault: string | null;
  private epoch = 0;
  /** What the evaluation of that number found. */
  private isMember = false;
  private readonly sound: readonly Condition[];

  constructor(
    readonly id: string,
    readonly matchType: MatchType | null,
    readonly conditions: readonly StoredCondition[],
  ) {
    this.sound = soundOf(conditions);
    this.fault = faultOf(matchType, conditions.length, this.sound.length);
  }

  matches(context: Properties, epoch: number): boolean {
    if (this.epoch !== epoch) {
      this.isMember = this.decide(context, epoch);
      this.epoch = epoch;
    }
    return this.isMember;
  }

  private decide(context: Properties, epoch: number): boolean {
    if (this.fault !== null) return false;
    const isAny = this.matchType === "any";
    for (const condition of this.sound) if (condition.matches(context, epoch) === isAny) return isAny;
    return !isAny;
  }
}

function faultOf(matchType: MatchType | null, conditions: number, sound: number): string | null {
  if (matchType === null) return "the segment's match type is neither all nor any";
  if (conditions === 0) return "the segment has no conditions and matches nobody";
  const needed = matchType === "all" ? conditions : 1;
  return sound < needed ? "a condition of the segment cannot be evaluated" : null;
}

/** Compiles a stored segment; null when it is damaged so far that it has no id, which is as good as gone. */
export function compileSegment(stored: unknown, compiler: ConditionCompiler): Segment | null {
  if (!isRecord(stored) || typeof stored.id !== "string") return null;
  const matchType = stored.match_type === "all" || stored.match_type === "any" ? stored.match_type : null;
  const conditions = listOf(stored.rules).map((each) => {
    const written = isRecord(each) ? each : {};
    return compiler.compile(written.key, written);
  });
  return new Segment(stored.id, matchType, conditions);
}
