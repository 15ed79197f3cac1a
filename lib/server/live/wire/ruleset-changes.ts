import { isDeepStrictEqual } from "node:util";
import type { Version } from "../../store/versions";
import type { FlagSource, ProjectSource } from "../project-source";
import { flagIn, rulesIn, segmentsIn } from "./content";

/** How many states back a client can be brought up to date by changes. */
const MOST_STEPS = 200;
/** How many ids are remembered for all of them together: a patch is made at once, and must not take long. */
const MOST_IDS = 5_000;

/** The ids of everything that may have changed or been deleted. */
export interface Touched {
  readonly flags: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
  /** The flags whose rules may have changed. */
  readonly flagsOfRules: ReadonlySet<string>;
  readonly segments: ReadonlySet<string>;
}

/** The change from one state that this instance had to the next. */
interface Step extends Touched {
  /** The version of the first state; the tokens of states that were skipped follow. */
  readonly from: Version;
  readonly tokens: readonly string[];
}

/**
 * The changes in one environment of a project from state to state, as far back as clients can use them. It records
 * nothing until somebody asks for the ruleset.
 */
export class RulesetChanges {
  #steps: Step[] = [];
  #isFollowed = false;

  constructor(private readonly environment: string) {}

  /** Records changes from now on. */
  follow(): void {
    this.#isFollowed = true;
  }

  /** Records that one state has replaced another. */
  advance(before: ProjectSource, after: ProjectSource): void {
    if (!this.#isFollowed || before.version.token === after.version.token) return;
    // The last occurrence, because a relay's upstream may return to an earlier state.
    const at = after.tokens.lastIndexOf(before.version.token);
    // The project was read as a whole, so the changes in between are unknown.
    if (at < 0 || before.version.epoch !== after.version.epoch) {
      this.#steps = [];
      return;
    }
    const tokens = after.tokens.slice(at, -1);
    this.#steps.push({ from: before.version, tokens, ...touchedBetween(before, after, this.environment) });
    this.#forget();
  }

  /** What may have changed since a state; undefined: the state is too old, or not ours. */
  since({ epoch, revision, token }: Version): Touched | undefined {
    const at = this.#steps.findIndex(({ from, tokens }) => {
      const passed = tokens.indexOf(token);
      return passed >= 0 && from.epoch === epoch && from.revision + passed === revision;
    });
    return at < 0 ? undefined : union(this.#steps.slice(at));
  }

  #forget(): void {
    let ids = this.#steps.reduce((sum, step) => sum + sizeOf(step), 0);
    while (this.#steps.length > MOST_STEPS || ids > MOST_IDS) {
      const [oldest] = this.#steps.splice(0, 1);
      if (oldest === undefined) return;
      ids -= sizeOf(oldest);
    }
  }
}

const sizeOf = ({ flags, rules, flagsOfRules, segments, tokens }: Step): number =>
  flags.size + rules.size + flagsOfRules.size + segments.size + tokens.length;

function union(steps: readonly Touched[]): Touched {
  return {
    flags: new Set(steps.flatMap(({ flags }) => [...flags])),
    rules: new Set(steps.flatMap(({ rules }) => [...rules])),
    flagsOfRules: new Set(steps.flatMap(({ flagsOfRules }) => [...flagsOfRules])),
    segments: new Set(steps.flatMap(({ segments }) => [...segments])),
  };
}

function touchedBetween(before: ProjectSource, after: ProjectSource, environment: string): Touched {
  const flags = new Set<string>();
  const rules = new Set<string>();
  const flagsOfRules = new Set<string>();
  for (const id of new Set([...before.flags.keys(), ...after.flags.keys()])) {
    const [one, other] = [before.flags.get(id), after.flags.get(id)];
    // Objects that have not changed are the same.
    if (one === other) continue;
    if (!isSame(one && flagIn(one, environment), other && flagIn(other, environment))) flags.add(id);
    for (const ruleId of changedRules(one, other, environment)) {
      rules.add(ruleId);
      flagsOfRules.add(id);
    }
  }
  return { flags, rules, flagsOfRules, segments: changedSegments(before, after, environment) };
}

function* changedRules(before: FlagSource | undefined, after: FlagSource | undefined, environment: string) {
  const left = new Map(before && rulesIn(before, environment).map((rule) => [rule.id, rule]));
  for (const rule of after ? rulesIn(after, environment) : []) {
    if (!isSame(left.get(rule.id), rule)) yield rule.id;
    left.delete(rule.id);
  }
  yield* left.keys();
}

function changedSegments(before: ProjectSource, after: ProjectSource, environment: string): Set<string> {
  const left = segmentsIn(before, environment);
  const changed = new Set<string>();
  for (const [id, segment] of segmentsIn(after, environment)) {
    if (!isSame(left.get(id), segment)) changed.add(id);
    left.delete(id);
  }
  for (const id of left.keys()) changed.add(id);
  return changed;
}

const isSame = (one: object | undefined, other: object | undefined): boolean =>
  one === other || isDeepStrictEqual(one, other);
