import type { Course } from "@/components/ui/sortable/tree-drag";
import type { ElementDraft } from "./draft";
import { placesOf } from "./draft-tree";

/** As a row is called where it has this number: 1, or 2.1 in the group that is called 2. */
export const rowName = (draft: ElementDraft, number: string): string =>
  `${"group" in draft ? "group" : "condition"} ${number}`;

function namesOf(drafts: readonly ElementDraft[], prefix = ""): [rowId: string, name: string][] {
  return drafts.flatMap((draft, index): [string, string][] => {
    const number = `${prefix}${index + 1}`;
    const inside = "group" in draft ? namesOf(draft.elements, `${number}.`) : [];
    return [[draft.rowId, rowName(draft, number)], ...inside];
  });
}

/** The places to which a row can be dragged, with the numbers that the rows have before the move. */
export function courseOf(drafts: readonly ElementDraft[], rowId: string): Course {
  const names = new Map(namesOf(drafts));
  const nameOf = (id: string) => names.get(id) ?? "";
  const places = placesOf(drafts, rowId).map((place) => {
    const { groupId, after, isOwn } = place;
    const where = after === null ? "first" : `after ${nameOf(after)}`;
    const words = isOwn ? "where it was" : groupId === null ? where : `${where} in ${nameOf(groupId)}`;
    return { ...place, words };
  });
  return { name: nameOf(rowId), places };
}
