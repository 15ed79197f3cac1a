import { type CompiledRuleset, RulesetBuilder, type SegmentInput } from "@/lib/targeting";
import { inTurns } from "./in-turns";
import { type FlagSource, flagsWithRules, type ProjectSource } from "./project-source";

/** By environment. */
export type Rulesets = ReadonlyMap<string, CompiledRuleset>;

/**
 * Compiles a project's rulesets. What has not changed is taken over from `previous`, the rulesets of an earlier source.
 */
export async function compileProject(source: ProjectSource, previous: Rulesets | undefined): Promise<Rulesets> {
  const compiler = new ProjectCompiler(source.held, previous);
  await compiler.addSegments([...source.segments.values()]);
  await compiler.addFlags([...source.flags.values()]);
  return compiler.finish();
}

/** Compiles a project's rulesets piece by piece, while other work of the process gets its turn. */
export class ProjectCompiler {
  readonly #builders = new Map<string, RulesetBuilder>();

  /** @param previous as in `compileProject` */
  constructor(environments: readonly string[], previous: Rulesets | undefined) {
    // All rulesets of a project share their segments, so any of them can be the first.
    const any = previous?.values().next().value;
    let parts = any?.parts;
    for (const environment of environments) {
      const builder = new RulesetBuilder(previous?.get(environment) ?? any, parts);
      parts = builder.parts;
      this.#builders.set(environment, builder);
    }
  }

  /** All segments must come before the first flag. */
  async addSegments(segments: readonly SegmentInput[]): Promise<void> {
    for (const builder of this.#builders.values()) await inTurns(builder.addSegments(segments));
  }

  async addFlags(flags: readonly FlagSource[]): Promise<void> {
    for (const [environment, builder] of this.#builders) {
      await inTurns(builder.addFlags(flagsWithRules(flags, environment)));
    }
  }

  /** The rulesets of everything that was added. */
  async finish(): Promise<Rulesets> {
    const rulesets = new Map<string, CompiledRuleset>();
    for (const [environment, builder] of this.#builders) rulesets.set(environment, await inTurns(builder.build()));
    return rulesets;
  }
}
