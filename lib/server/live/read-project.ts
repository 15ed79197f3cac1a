import { readRulesetHead } from "../store/rulesets";
import { inSnapshot } from "../store/transaction";
import { changesBetween } from "./change-log";
import type { ProjectCompiler } from "./compile-project";
import type { LiveProject } from "./live-project";
import type { ProjectSource } from "./project-source";
import { readChanges } from "./read-changes";
import { readWhole } from "./read-whole";
import type { ReadMeter } from "./reading";
import { isSameVersion } from "./version";

/** How many revisions a source remembers to contain, so that late notices about them need no lookup. */
const TOKENS_KEPT = 100;

interface Read {
  source: ProjectSource;
  /** Already has everything, where everything was read. */
  compiler?: ProjectCompiler;
}

/**
 * Reads what a project's rulesets are compiled from, for these environments and the default one. For a project that is
 * held, it reads what has changed since, as far as the change log says; otherwise it reads everything, and compiles it
 * meanwhile.
 * @returns the held source itself when nothing has changed; undefined when there is no such project.
 */
export function readProject(
  projectId: string,
  wanted: ReadonlySet<string>,
  live: Pick<LiveProject, "source" | "rulesets"> | undefined,
  meter: ReadMeter,
): Promise<Read | undefined> {
  const held = live?.source;
  return inSnapshot(async (tx) => {
    const head = await readRulesetHead(tx, projectId, held?.version.revision ?? null);
    if (head === undefined) return undefined;
    const { epoch, revision, token, slug, defaultEnvironment, samplesContexts } = head;
    const environments = head.environments.filter((name) => name === defaultEnvironment || wanted.has(name));
    const changes = held && changesBetween(held.version, head, head.log);
    const isHeld = held && isSameVersion(held.version, head) && environments.every((name) => held.held.includes(name));
    if (changes && isHeld) return { source: held };

    const reading = { tx, projectId, environments, meter };
    const version = { epoch, revision, token };
    const about = {
      id: projectId,
      slug,
      version,
      environments: head.environments,
      defaultEnvironment,
      samplesContexts,
      held: environments,
    };
    if (held === undefined || changes === undefined) {
      const { compiler, ...content } = await readWhole(reading, live?.rulesets);
      return { source: { ...about, tokens: [token], ...content }, compiler };
    }
    const tokens = [...held.tokens, ...changes.tokens].slice(-TOKENS_KEPT);
    return { source: { ...about, tokens, ...(await readChanges(reading, held, changes)) } };
  });
}
