import type { SegmentAnalysis } from "@/lib/contract/analysis";
import { type ListTexts, readUserTexts, type UserTexts } from "../../store/analysis-texts";
import type { RuleList } from "../../store/rules";
import { withNewLists } from "../analysis/new-lists";
import { analyse } from "../analysis/pool";
import { type Judged, readJudged } from "../list-texts";
import { unknownEffects } from "../unknown-effects";
import { type ProjectWrite, writeInProject } from "../write";
import type { WriteContext } from "../write-context";

interface Seen<T> {
  readonly done: T;
  readonly lists: readonly RuleList[];
  readonly before: ListTexts | null;
  readonly after: ListTexts | null;
  readonly tried: UserTexts;
}

/** Ends a transaction without a trace, with what was seen in it. */
class NothingStored<T> extends Error {
  constructor(readonly seen: Seen<T>) {
    super("A dry run stores nothing");
  }
}

/**
 * Makes a change, looks at what it made of the lists concerned, and takes it back before anybody else can see it. What
 * is said of it is then exactly what the change would do.
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
    const lists = await concerned(write);
    const before = await readJudged(tx, lists, judged);
    const done = await change(write);
    const after = await readJudged(tx, lists, judged);
    throw new NothingStored({ done, lists, before, after, tried: await readUserTexts(tx, projectId, lists) });
  });
  return { done, effect: await effectOf(projectId, seen) };
}

async function seeing<T>(
  projectId: string,
  context: WriteContext,
  work: (write: ProjectWrite) => Promise<never>,
): Promise<Seen<T>> {
  try {
    return await writeInProject(projectId, "exclusive", context, work);
  } catch (error) {
    if (error instanceof NothingStored) return error.seen;
    throw error;
  }
}

/** After the transaction: an analysis may take seconds, and nobody has to wait for it. */
async function effectOf(
  projectId: string,
  { lists, before, after, tried }: Omit<Seen<unknown>, "done">,
): Promise<SegmentAnalysis> {
  if (lists.length === 0) return { new_exposure: "no", lists: [] };
  if (before !== null && after !== null) {
    const task = { type: "effect", before: withNewLists(before, after), after, tried } as const;
    const answer = await analyse(projectId, task);
    // Our own thread wrote it.
    if (answer !== "not analysed") return JSON.parse(answer.json);
  }
  return unknownEffects(projectId, lists);
}
