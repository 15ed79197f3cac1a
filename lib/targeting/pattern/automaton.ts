import { ASCII, type Program } from "./program";
import { stateMemory } from "./state-memory";

/** A pattern that needs more states than this for the texts that it meets is left to RE2; so many take a megabyte. */
const MOST_STATES = 256;
/** Measured on Node 20: a state, each step that it stands for, which its name repeats, and an entry of the table. */
const BYTES = { state: 160, step: 11, entry: Int16Array.BYTES_PER_ELEMENT };

/** Rows of the table at first. It is doubled when they are full. */
const FIRST_STATES = 8;

/** Entries of the table that are no states; FULL is never written. */
const UNKNOWN = -1;
const FOUND = -2;
/** No further character can complete a match: an anchored pattern has failed. */
const NEVER = -3;
const FULL = -4;

/**
 * A deterministic automaton that says whether a pattern is found anywhere in a text. It makes its states as texts need
 * them. Each character is one lookup in a table, so the time is linear in the text, whatever the pattern is. It gives
 * no answer (undefined) for a text with a character beyond ASCII, or when it would need more states than it may have;
 * RE2 is asked then.
 */
export class Automaton {
  /** The next state, at state × 128 + character. */
  private table = new Int16Array(0);
  /** By state: the steps that it represents. */
  private readonly steps: (readonly number[])[] = [];
  /** By state: whether the pattern is found if the text ends there. */
  private readonly isFoundAtEnd: boolean[] = [];
  private readonly stateOf = new Map<string, number>();
  /** Where every text begins. */
  private readonly first: readonly number[];
  private readonly isFoundAtOnce: boolean;
  private size = 0;

  constructor(
    private readonly program: Program,
    private readonly memory = stateMemory,
  ) {
    this.first = this.reach([program.start], { atStart: true, atEnd: false });
    this.isFoundAtOnce = this.hasMatch(this.first);
  }

  /** Approximately the heap that its states take. */
  get bytes(): number {
    return this.size;
  }

  /** Drops its states, which are made again as texts need them. */
  forget(): void {
    this.table = new Int16Array(0);
    this.steps.length = 0;
    this.isFoundAtEnd.length = 0;
    this.stateOf.clear();
    this.size = 0;
  }

  isFoundIn(text: string): boolean | undefined {
    if (this.isFoundAtOnce) return true;
    if (this.steps.length === 0) this.begin();
    let state = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code >= ASCII) return undefined;
      let next = this.table[state * ASCII + code] ?? UNKNOWN;
      if (next < 0) {
        if (next === UNKNOWN) next = this.advance(state, code);
        if (next === FOUND) return true;
        if (next === NEVER) return false;
        if (next === FULL) return undefined;
      }
      state = next;
    }
    return this.isFoundAtEnd[state];
  }

  private begin(): void {
    this.memory.enter(this);
    // The state at the text's start. It is not in `stateOf`, so that no later state is identified with it.
    this.addState(this.first, true);
  }

  private advance(state: number, code: number): number {
    const { steps, start } = this.program;
    // The search may begin anywhere, so the pattern's start always belongs to the next state.
    const following = [start];
    for (const number of this.steps[state] ?? []) {
      const step = steps[number];
      if (step?.type === "one" && step.accepts[code] === 1) following.push(step.next);
    }
    const next = this.stateFor(this.reach(following, { atStart: false, atEnd: false }));
    if (next !== FULL) this.table[state * ASCII + code] = next;
    return next;
  }

  private stateFor(steps: readonly number[]): number {
    if (this.hasMatch(steps)) return FOUND;
    if (this.isDead(steps)) return NEVER;
    const key = steps.join();
    const known = this.stateOf.get(key);
    if (known !== undefined) return known;
    if (this.steps.length >= MOST_STATES) return FULL;
    const state = this.addState(steps, false);
    this.stateOf.set(key, state);
    return state;
  }

  private addState(steps: readonly number[], atStart: boolean): number {
    const row = this.steps.length * ASCII;
    let bytes = BYTES.state + BYTES.step * steps.length;
    if (row === this.table.length) {
      const grown = new Int16Array(Math.max(FIRST_STATES * ASCII, row * 2)).fill(UNKNOWN, row);
      grown.set(this.table);
      bytes += (grown.length - this.table.length) * BYTES.entry;
      this.table = grown;
    }
    this.isFoundAtEnd.push(this.hasMatchAtEnd(steps, atStart));
    this.steps.push(steps);
    this.size += bytes;
    this.memory.grow(this, bytes);
    return this.steps.length - 1;
  }

  /** All steps that can be reached without reading a character, sorted. */
  private reach(from: readonly number[], { atStart, atEnd }: { atStart: boolean; atEnd: boolean }): readonly number[] {
    const reached = new Set<number>();
    const pending = [...from];
    for (let number = pending.pop(); number !== undefined; number = pending.pop()) {
      const step = this.program.steps[number];
      if (step === undefined || reached.has(number)) continue;
      reached.add(number);
      if (step.type === "fork") pending.push(step.next, step.other);
      else if ((step.type === "start" && atStart) || (step.type === "end" && atEnd)) pending.push(step.next);
    }
    return [...reached].sort((a, b) => a - b);
  }

  private hasMatch(steps: readonly number[]): boolean {
    return steps.some((number) => this.program.steps[number]?.type === "match");
  }

  private hasMatchAtEnd(steps: readonly number[], atStart: boolean): boolean {
    return this.hasMatch(this.reach(steps, { atStart, atEnd: true }));
  }

  /** Whether no character leads on from here. For a search that may begin later, the first steps are included. */
  private isDead(steps: readonly number[]): boolean {
    const readsOn = steps.some((number) => this.program.steps[number]?.type === "one");
    return !readsOn && !this.hasMatchAtEnd(steps, false);
  }
}
