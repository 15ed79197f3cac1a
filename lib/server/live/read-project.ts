import { readRulesetHead } from "../store/rulesets";
import { inSnapshot } from "../store/transaction";
import { changesBetween } from "./change-log";
import type { ProjectCompiler } from "./compile-project";
import type { ProjectSource } from "./project-source";
import { readChanges } from "./read-changes";
import { readWhole } from "./read-whole";
import type { ReadMeter } from "./reading";
import { isSameVersion } from "./version";

/** Revisions that a source remembers to be in it, so that late notices of them need no look. */
const TOKENS_KEPT = 100;

/**
 * Reads what a project's rulesets are compiled from, for these environments and its default one: of a project that is
 * held, what has changed since, so far as the change log says; else all of it, which is compiled as it comes.
 * @returns what is held itself when it is what there is; undefined when there is no such project.
 */
export function readProject(
  projectId: string,
  wanted: ReadonlySet<string>,
  held: ProjectSource | undefined,
  meter: ReadMeter,
  compiler: ProjectCompiler,
): Promise<ProjectSource | undefined> {
  return inSnapshot(async (tx) => {
    const head = await readRulesetHead(tx, projectId, held?.version.revision ?? null);
    if (head === undefined) return undefined;
    const { epoch, revision, token, slug, defaultEnvironment } = head;
    const environments = head.environments.filter((name) => name === defaultEnvironment || wanted.has(name));
    const changes = held && changesBetween(held.version, head, head.log);
    const isHeld = held && isSameVersion(held.version, head) && environments.every((name) => held.held.includes(name));
    if (changes && isHeld) return held;

    const reading = { tx, projectId, environments, meter };
    const content = held && changes ? await readChanges(reading, held, changes) : await readWhole(reading, compiler);
    return {
      id: projectId,
      slug,
      version: { epoch, revision, token },
      tokens: (held && changes ? [...held.tokens, ...changes.tokens] : [token]).slice(-TOKENS_KEPT),
      environments: head.environments,
      defaultEnvironment,
      held: environments,
      ...content,
    };
  });
}
