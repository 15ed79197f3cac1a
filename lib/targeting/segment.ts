import { type Condition, type ConditionCompiler, decidableOf, type StoredCondition } from "./conditions";
import type { Remembers } from "./epoch";
import type { Properties } from "./own-property";
import { isRecord } from "./records";

export type MatchType = "all" | "any";

/** An audience, decided at most once in an evaluation however many rules link to it. */
export class Segment implements Remembers {
  epoch = 0;
  /** What the running evaluation found. */
  private isMember = false;
  /** Why nobody can ever be in it; null for an audience that works. */
  readonly fault: string | null;
  private readonly decidable: readonly Condition[];

  constructor(
    readonly id: string,
    readonly matchType: MatchType | null,
    readonly conditions: readonly StoredCondition[],
  ) {
    this.decidable = decidableOf(conditions);
    this.fault = faultOf(this.matchType, this.conditions.length, this.decidable.length);
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
    for (const condition of this.decidable) if (condition.matches(context, epoch) === isAny) return isAny;
    return !isAny;
  }
}

function faultOf(matchType: MatchType | null, conditions: number, decidable: number): string | null {
  if (matchType === null) return "the segment's match type is neither all nor any";
  if (conditions === 0) return "the segment has no conditions and matches nobody";
  const needed = matchType === "all" ? conditions : 1;
  return decidable < needed ? "a condition of the segment cannot be evaluated" : null;
}

/** Compiles a stored segment; one that is no segment at all is null, and as good as gone. */
export function compileSegment(stored: unknown, compiler: ConditionCompiler): Segment | null {
  if (!isRecord(stored) || typeof stored.id !== "string") return null;
  const matchType = stored.match_type === "all" || stored.match_type === "any" ? stored.match_type : null;
  const rules: readonly unknown[] = Array.isArray(stored.rules) ? stored.rules : [];
  const conditions = rules.map((rule) => {
    const written: Readonly<Record<string, unknown>> = isRecord(rule) ? rule : {};
    return compiler.compile(written.key, written);
  });
  return new Segment(stored.id, matchType, conditions);
}
