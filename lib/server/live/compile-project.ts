import { setImmediate } from "node:timers/promises";
import { type CompiledRuleset, compileInSteps, type RulesetSource } from "@/lib/targeting";
import { type ProjectSource, rulesetSource } from "./project-source";

/** How long compiling keeps the process from answering. */
const TURN_MS = 4;

/** By environment. */
export type Rulesets = ReadonlyMap<string, CompiledRuleset>;

/** Compiles a project's rulesets; what is the same in `previous`, the rulesets of an earlier source, is taken over. */
export async function compileProject(source: ProjectSource, previous: Rulesets | undefined): Promise<Rulesets> {
  const rulesets = new Map<string, CompiledRuleset>();
  // All rulesets of a project share their segments, so any of them is as good to begin with.
  let any = previous?.values().next().value;
  for (const environment of source.held) {
    any = await compileBesides(rulesetSource(source, environment), previous?.get(environment) ?? any);
    rulesets.set(environment, any);
  }
  return rulesets;
}

/** Compiles in turns with whatever else the process has to do, which is to answer. */
async function compileBesides(source: RulesetSource, previous: CompiledRuleset | undefined): Promise<CompiledRuleset> {
  const steps = compileInSteps(source, previous);
  for (;;) {
    const end = performance.now() + TURN_MS;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < end);
    await setImmediate();
  }
}
