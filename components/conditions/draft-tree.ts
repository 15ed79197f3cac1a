import { MAX_GROUP_DEPTH } from "@/lib/targeting/element";
import type { ElementDraft } from "./draft";

type Drafts = readonly ElementDraft[];

/** The list with a row, wherever it stands, replaced. Rows that are not touched stay the same objects. */
export function replaceRow(drafts: Drafts, rowId: string, replace: (draft: ElementDraft) => Drafts): Drafts {
  if (drafts.some((draft) => draft.rowId === rowId)) {
    return drafts.flatMap((draft) => (draft.rowId === rowId ? replace(draft) : [draft]));
  }
  let isChanged = false;
  const next = drafts.map((draft) => {
    if (!("group" in draft)) return draft;
    const elements = replaceRow(draft.elements, rowId, replace);
    if (elements === draft.elements) return draft;
    isChanged = true;
    return { ...draft, elements };
  });
  return isChanged ? next : drafts;
}

/** A row taken out; a group that is left empty goes, too, for nobody would match it. */
export const removeRow = (drafts: Drafts, rowId: string): Drafts => withoutEmpty(replaceRow(drafts, rowId, () => []));

const withoutEmpty = (drafts: Drafts): Drafts =>
  drafts.flatMap((draft): Drafts => {
    if (!("group" in draft)) return [draft];
    const elements = withoutEmpty(draft.elements);
    return elements.length === 0 ? [] : [{ ...draft, elements }];
  });

/** Where a row stands: the lists that lead to it, the whole first, and its place in each. */
function wayTo(drafts: Drafts, rowId: string): { list: Drafts; at: number }[] | null {
  for (const [at, draft] of drafts.entries()) {
    if (draft.rowId === rowId) return [{ list: drafts, at }];
    const inside = "group" in draft ? wayTo(draft.elements, rowId) : null;
    if (inside !== null) return [{ list: drafts, at }, ...inside];
  }
  return null;
}

/** How many groups lie inside each other in a row. */
const heightOf = (draft: ElementDraft): number =>
  "group" in draft ? 1 + Math.max(0, ...draft.elements.map(heightOf)) : 0;

/** Whether a row may be put in a group where it stands. */
export function canGroup(drafts: Drafts, rowId: string): boolean {
  const way = wayTo(drafts, rowId);
  const { list, at } = way?.at(-1) ?? {};
  const draft = list?.[at ?? -1];
  return way !== null && draft !== undefined && way.length + heightOf(draft) <= MAX_GROUP_DEPTH;
}

/** What a move by one place is: past its neighbour; into that, if it is a group; or out of its own group at its edge. */
export type MoveKind = "past" | "into" | "out";

interface Move {
  readonly kind: MoveKind;
  readonly row: ElementDraft;
  /** What it goes past, into or out of. */
  readonly target: ElementDraft;
}

function moveOf(drafts: Drafts, rowId: string, by: -1 | 1): Move | null {
  const way = wayTo(drafts, rowId);
  const { list, at } = way?.at(-1) ?? {};
  const row = list?.[at ?? -1];
  if (way === null || list === undefined || at === undefined || row === undefined) return null;
  const neighbour = list[at + by];
  if (neighbour !== undefined) {
    const fits = "group" in neighbour && way.length + heightOf(row) <= MAX_GROUP_DEPTH;
    return { kind: fits ? "into" : "past", row, target: neighbour };
  }
  const parent = way.at(-2);
  const group = parent?.list[parent.at];
  return group === undefined ? null : { kind: "out", row, target: group };
}

/** What a move of a row would be; null where it can go no further. */
export const moveKind = (drafts: Drafts, rowId: string, by: -1 | 1): MoveKind | null =>
  moveOf(drafts, rowId, by)?.kind ?? null;

/** A row moved by one place, as in an outline. The same list where it can go no further. */
export function moveRow(drafts: Drafts, rowId: string, by: -1 | 1): Drafts {
  const move = moveOf(drafts, rowId, by);
  if (move === null) return drafts;
  const { kind, row, target } = move;
  const rest = replaceRow(drafts, rowId, () => []);
  const moved = replaceRow(rest, target.rowId, (each) => {
    if (kind !== "into" || !("group" in each)) return by === 1 ? [each, row] : [row, each];
    return [{ ...each, elements: by === 1 ? [row, ...each.elements] : [...each.elements, row] }];
  });
  return withoutEmpty(moved);
}

/** How many elements a list holds, with those in groups. */
export const countRows = (drafts: Drafts): number =>
  drafts.reduce((sum, draft) => sum + 1 + ("group" in draft ? countRows(draft.elements) : 0), 0);

/** Every row, in order of appearance. */
export const allRows = (drafts: Drafts): ElementDraft[] =>
  drafts.flatMap((draft) => ("group" in draft ? [draft, ...allRows(draft.elements)] : [draft]));
