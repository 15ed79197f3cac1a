import type { CompiledRuleset } from "@/lib/targeting/compile";
import { type FlagdFlag, flagdFlag, type LeftOut } from "./flag";
import type { Logic } from "./logic";
import { SegmentLinks } from "./segment-links";

/** The flags of an environment as flagd's clients evaluate them, and the flags that they do not get. */
export interface FlagdDefinitions {
  readonly flags: ReadonlyMap<string, FlagdFlag>;
  /** Segments, by their ids. */
  readonly evaluators: ReadonlyMap<string, Logic>;
  readonly leftOut: ReadonlyMap<string, LeftOut>;
}

/** Translates a ruleset, with a step for each flag and rule. Flags that flagd would decide differently are left out. */
export function* flagdDefinitions({ flags: compiled }: CompiledRuleset): Generator<undefined, FlagdDefinitions> {
  const links = new SegmentLinks();
  const flags = new Map<string, FlagdFlag>();
  const evaluators = new Map<string, Logic>();
  const leftOut = new Map<string, LeftOut>();
  for (const [key, flag] of compiled) {
    const used = new Map<string, Logic>();
    const definition = yield* flagdFlag(flag, (segment) => links.to(segment, used));
    if ("why" in definition) leftOut.set(key, definition);
    else {
      flags.set(key, definition);
      for (const [id, logic] of used) evaluators.set(id, logic);
    }
    yield;
  }
  return { flags, evaluators, leftOut };
}

/** Why flagd's clients do not get a flag; null: they get it. */
export function whyNotInFlagd(ruleset: CompiledRuleset, flagKey: string): LeftOut | null {
  const steps = flagdDefinitions(ruleset);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value.leftOut.get(flagKey) ?? null;
  }
}
