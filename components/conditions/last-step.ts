import type { ConditionAction } from "./condition-draft-reducer";
import type { ElementDraft } from "./draft";
import { allRows, nameIn } from "./draft-tree";

type Drafts = readonly ElementDraft[];

/** A change of how the rows stand, which can be taken back until the next edit. */
export interface LastStep {
  /** "Removed condition 2.1", by its number before. */
  readonly words: string;
  readonly rowId: string;
  readonly before: Drafts;
  /** The rows after it, by which it is known whether they are still those. */
  readonly rows: string;
}

/** Null of an edit of what a row says: that is undone where it is typed or chosen. */
export function lastStep(before: Drafts, action: ConditionAction, after: Drafts): LastStep | null {
  const say = words[action.type];
  if (say === undefined) return null;
  const { rowId } = action;
  return { words: say(nameIn(before, rowId)), rowId, before, rows: rowsOf(after) };
}

const words: { readonly [Type in ConditionAction["type"]]?: (name: string) => string } = {
  removed: (name) => `Removed ${name}`,
  grouped: (name) => `Put ${name} in a group`,
  taken_apart: (name) => `Took ${name} apart`,
  moved: (name) => `Moved ${name}`,
  placed: (name) => `Moved ${name}`,
};

/** Whether the rows stand as a step has left them. A form that was read anew has other rows. */
export const stands = ({ rows }: LastStep, drafts: Drafts): boolean => rows === rowsOf(drafts);

const rowsOf = (drafts: Drafts): string =>
  allRows(drafts)
    .map(({ rowId }) => rowId)
    .join();
