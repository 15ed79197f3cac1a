import { setImmediate } from "node:timers/promises";
import { type CompiledRuleset, RulesetBuilder, type SegmentInput } from "@/lib/targeting";
import { type FlagSource, flagsWithRules, type ProjectSource } from "./project-source";

/** How long compiling keeps the process from answering. */
const TURN_MS = 4;

/** By environment. */
export type Rulesets = ReadonlyMap<string, CompiledRuleset>;

/** Compiles a project's rulesets; what is the same in `previous`, the rulesets of an earlier source, is taken over. */
export const compileProject = (source: ProjectSource, previous: Rulesets | undefined): Promise<Rulesets> =>
  new ProjectCompiler(previous).finish(source);

/** Compiles a project's rulesets in turns with whatever else the process has to do, also while the project is still read. */
export class ProjectCompiler {
  /** By environment; undefined until it has begun. */
  #builders: ReadonlyMap<string, RulesetBuilder> | undefined;

  /** @param previous as of `compileProject` */
  constructor(private readonly previous: Rulesets | undefined) {}

  /** Begins anew, for a project of which nothing is taken over. Its segments come first, then its flags. */
  begin(environments: readonly string[]): void {
    // All rulesets of a project share their segments, so any of them is as good to begin with.
    const any = this.previous?.values().next().value;
    let parts = any?.parts;
    const builders = new Map<string, RulesetBuilder>();
    for (const environment of environments) {
      const builder = new RulesetBuilder(this.previous?.get(environment) ?? any, parts);
      parts = builder.parts;
      builders.set(environment, builder);
    }
    this.#builders = builders;
  }

  async addSegments(segments: readonly SegmentInput[]): Promise<void> {
    for (const builder of this.#builders?.values() ?? []) await besides(builder.addSegments(segments));
  }

  async addFlags(flags: readonly FlagSource[]): Promise<void> {
    for (const [environment, builder] of this.#builders ?? []) {
      await besides(builder.addFlags(flagsWithRules(flags, environment)));
    }
  }

  /** @param source of which all was added, or nothing */
  async finish(source: ProjectSource): Promise<Rulesets> {
    if (this.#builders === undefined) {
      this.begin(source.held);
      await this.addSegments([...source.segments.values()]);
      await this.addFlags([...source.flags.values()]);
    }
    const rulesets = new Map<string, CompiledRuleset>();
    for (const [environment, builder] of this.#builders ?? [])
      rulesets.set(environment, await besides(builder.build()));
    return rulesets;
  }
}

async function besides<T>(steps: Generator<undefined, T>): Promise<T> {
  for (;;) {
    const end = performance.now() + TURN_MS;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < end);
    await setImmediate();
  }
}
