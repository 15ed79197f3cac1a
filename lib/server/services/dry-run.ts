import type { SegmentAnalysis } from "@/lib/contract/analysis";
import { readUserTexts } from "../store/analysis-texts";
import { withRequiring } from "../store/requirements";
import type { RuleList } from "../store/rules";
import { type ChangedTexts, effectOfTexts } from "./effect-of-texts";
import { type Judged, readJudged } from "./list-texts";
import { type ProjectWrite, writeInProject } from "./write";
import type { WriteContext } from "./write-context";

interface DryRun<T> extends ChangedTexts {
  readonly done: T;
}

/** Rolls a transaction back, and carries what was found in it. */
class NothingStored<T> extends Error {
  constructor(readonly seen: DryRun<T>) {
    super("A dry run stores nothing");
  }
}

/**
 * Makes a change, analyses the changed lists, and rolls the change back before anybody else can see it. So the answer
 * describes exactly what the change would do.
 */
export async function dryRun<T>(
  projectId: string,
  context: WriteContext,
  change: (write: ProjectWrite) => Promise<T>,
  concerned: (write: ProjectWrite) => Promise<readonly RuleList[]>,
  judged: Judged = "as if on",
): Promise<{ done: T; effect: SegmentAnalysis }> {
  const { done, ...seen } = await seeing<T>(projectId, context, async (write) => {
    const { tx } = write;
    const lists = await withRequiring(tx, await concerned(write));
    const before = await readJudged(tx, lists, judged);
    const done = await change(write);
    const after = await readJudged(tx, lists, judged);
    throw new NothingStored({ done, lists, before, after, testUsers: await readUserTexts(tx, projectId, lists) });
  });
  return { done, effect: await effectOfTexts(projectId, seen) };
}

async function seeing<T>(
  projectId: string,
  context: WriteContext,
  work: (write: ProjectWrite) => Promise<never>,
): Promise<DryRun<T>> {
  try {
    return await writeInProject(projectId, "exclusive", context, work);
  } catch (error) {
    if (error instanceof NothingStored) return error.seen;
    throw error;
  }
}
