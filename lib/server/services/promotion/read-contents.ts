import { setImmediate as nextTurn } from "node:timers/promises";
import { keyOf, type ListText, type ListTexts, readListTexts } from "../../store/analysis-texts";
import type { FlagContent } from "../../store/flag-contents";
import { type FlagRow, stateOf } from "../../store/flag-rows";
import { rulesOf } from "../../store/rule-texts";
import type { Tx } from "../../store/transaction";
import { MOST_TEXT } from "../analysis/limits";

/** The content of a flag in an environment, also in the analysis' form. */
export interface ReadContent extends FlagContent {
  readonly text: ListText;
}

export interface ReadContents {
  /** In the order of the flags; for each, its contents in the environments, in their order. */
  readonly contents: readonly (readonly ReadContent[])[];
  /** As JSON: the segments that the rules link to. */
  readonly segments: ListTexts["segments"];
}

/** The contents of flags in environments; null when it is too much to read. */
export async function readContents(
  tx: Tx,
  flags: readonly FlagRow[],
  environments: readonly string[],
): Promise<ReadContents | null> {
  const lists = flags.flatMap(({ id: flagId }) => environments.map((environment) => ({ flagId, environment })));
  const read = await readListTexts(tx, lists, MOST_TEXT);
  if (read === null) return null;
  const byPlace = new Map(read.lists.map((list) => [keyOf(list), list]));
  const contents: ReadContent[][] = [];
  for (const flag of flags) {
    contents.push(environments.map((environment) => contentIn(flag, environment, byPlace)));
    // A list may have thousands of rules, and there may be hundreds of lists: other work gets its turn in between.
    await nextTurn();
  }
  return { contents, segments: read.segments };
}

function contentIn(flag: FlagRow, environment: string, texts: ReadonlyMap<string, ListText>): ReadContent {
  const text = texts.get(keyOf({ flagId: flag.id, environment }));
  // The flags were read in the same transaction or snapshot.
  if (text === undefined) throw new Error(`Flag ${flag.id} went while it was read`);
  return { state: stateOf(flag, environment), rules: rulesOf(text), text };
}
