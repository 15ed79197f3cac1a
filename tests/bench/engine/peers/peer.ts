import type { Scenario } from "../scenario";

/** A scenario loaded into one engine. */
export interface Subject {
  /** The answers for all keys of the scenario, in their order. */
  answers(context: number): boolean[] | Promise<boolean[]>;
  /**
   * Runs one operation for each of the contexts named; returns how many flags were on, so that no work can be
   * dropped. Each engine has a loop of its own: a shared one would make every engine's calls slower than they are.
   */
  run(contexts: readonly number[]): number | Promise<number>;
  close?(): void | Promise<void>;
}

export interface Peer {
  readonly name: string;
  /** Null when the engine cannot express the scenario. */
  load(scenario: Scenario): Promise<Subject | null>;
}

/** Why an adapter gives up on a scenario. */
export class CannotExpress extends Error {}

/**
 * Loads a peer's package from tests/bench/node_modules at run time. The type is what we use of it: the peers are not
 * installed where the rest of the repository is type-checked.
 */
export async function loadPackage<T>(name: string): Promise<T> {
  try {
    return await import(name);
  } catch (cause) {
    throw new Error(`${name} cannot be loaded; have you run npm ci --prefix tests/bench?`, { cause });
  }
}
