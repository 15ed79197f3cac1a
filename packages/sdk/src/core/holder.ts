import {
  type CompiledRuleset,
  compile,
  compileSync,
  needsOf,
  patchRuleset,
  type RulesetDocument,
  readRuleset,
} from "guidon-engine";
import { Lists } from "./lists";
import type { Ruleset, RulesetChange } from "./ruleset";

/** Identifies a state of a ruleset. */
export type Identity = Pick<Ruleset, "project_id" | "environment" | "flag_set_id" | "epoch" | "revision" | "version">;

/** A ruleset that answers. */
export interface Held {
  readonly identity: Identity;
  readonly document: RulesetDocument;
  readonly compiled: CompiledRuleset;
}

/** Holds the ruleset that answers, and replaces it when the next one is complete. */
export class Holder {
  #held: Held | null = null;
  #last: Promise<unknown> = Promise.resolve();
  readonly #lists: Lists;

  /**
   * @param loadList gets a long list by its hash
   * @param onSwap called when another ruleset answers, with the keys of the flags whose values may have changed
   */
  constructor(
    loadList: (hash: string) => Promise<unknown>,
    private readonly onSwap: (held: Held, flags: readonly string[]) => void,
  ) {
    this.#lists = new Lists(loadList);
  }

  get held(): Held | null {
    return this.#held;
  }

  /** Takes a whole ruleset synchronously. @returns false: a pattern, or a list that is only named, needs `replace` */
  replaceSync(ruleset: Ruleset): boolean {
    const document = readRuleset(ruleset);
    if (needsOf(document).lists.size > 0) return false;
    try {
      this.#swap({ identity: identify(ruleset), document, compiled: compileSync(document) });
      return true;
    } catch {
      return false;
    }
  }

  replace(ruleset: Ruleset): Promise<void> {
    return this.#inTurn(async () => {
      const resolved = { ...ruleset, ...(await this.#lists.resolve(ruleset)) };
      await this.#follow(readRuleset(resolved, this.#held?.document), identify(ruleset));
    });
  }

  /** @returns false: the patch does not start from the held ruleset */
  patch(change: RulesetChange): Promise<boolean> {
    return this.#inTurn(() => this.#patch(change));
  }

  /** One after the other: a ruleset that is being compiled must not replace a later one. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => {});
    return result;
  }

  async #patch(change: RulesetChange): Promise<boolean> {
    const held = this.#held;
    if (held === null || change.epoch !== held.identity.epoch || change.from !== held.identity.revision) return false;
    const { rules = [], segments = [], ...flags } = change.upsert ?? {};
    const upsert = { ...flags, ...(await this.#lists.resolve({ rules, segments })) };
    const document = patchRuleset(held.document, { upsert, remove: change.remove ?? {} });
    const { to: revision, version, flag_set_id } = change;
    const named = flag_set_id !== undefined && { flag_set_id };
    await this.#follow(document, { ...held.identity, revision, version, ...named });
    return true;
  }

  async #follow(document: RulesetDocument, identity: Identity): Promise<void> {
    const before = this.#held;
    const isSameProject = before?.identity.project_id === identity.project_id;
    const compiled = await compile(document, isSameProject ? before?.compiled : undefined);
    this.#lists.keepUsed(() => ({ rules: document.flags.flatMap(({ rules }) => rules), segments: document.segments }));
    this.#swap({ identity, document, compiled });
  }

  #swap(held: Held): void {
    const changed = changedFlags(this.#held?.compiled, held.compiled);
    this.#held = held;
    this.onSwap(held, changed);
  }
}

const identify = ({ project_id, environment, flag_set_id, epoch, revision, version }: Ruleset): Identity => ({
  project_id,
  environment,
  ...(flag_set_id !== undefined && { flag_set_id }),
  epoch,
  revision,
  version,
});

/** The held ruleset, whole. */
export const toRuleset = ({ identity, document }: Held): Ruleset => ({
  ...identity,
  flags: document.flags.map(({ flag }) => flag),
  rules: document.flags.flatMap(({ rules }) => rules),
  segments: document.segments,
});

/**
 * The flags that came, went or were compiled anew, and all that require one of them. A flag that is the same object is
 * compiled from the same source, and so are its segments.
 */
function changedFlags(before: CompiledRuleset | undefined, after: CompiledRuleset): string[] {
  const changed = new Set<string>();
  for (const [key, flag] of after.flags) if (before?.flags.get(key) !== flag) changed.add(key);
  for (const key of before?.flags.keys() ?? []) if (!after.flags.has(key)) changed.add(key);
  const dependents = new Map<string | null, string[]>();
  for (const { key, requirements } of after.flags.values()) {
    for (const { flagKey } of requirements) {
      const known = dependents.get(flagKey);
      if (known) known.push(key);
      else dependents.set(flagKey, [key]);
    }
  }
  // Iterating over a set also visits what is added meanwhile.
  for (const key of changed) for (const dependent of dependents.get(key) ?? []) changed.add(dependent);
  return [...changed];
}
