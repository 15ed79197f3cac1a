import type { TreeCourse, TreePlace } from "@/components/ui/sortable/motions";
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

/** The lists that lead to a row, the whole first, and the index in each. */
type Way = readonly { readonly list: Drafts; readonly index: number }[];

function wayTo(drafts: Drafts, rowId: string): Way | null {
  for (const [index, draft] of drafts.entries()) {
    if (draft.rowId === rowId) return [{ list: drafts, index }];
    const inside = "group" in draft ? wayTo(draft.elements, rowId) : null;
    if (inside !== null) return [{ list: drafts, index }, ...inside];
  }
  return null;
}

/** A place without its neighbours. */
export type Spot = Pick<TreePlace, "groupId" | "index">;

const isSameSpot = (one: Spot, other: Spot): boolean => one.groupId === other.groupId && one.index === other.index;

interface Standing extends Spot {
  readonly row: ElementDraft;
  readonly list: Drafts;
  readonly way: Way;
}

/** What stands at the end of a way. */
function standingIn(way: Way): Standing | null {
  const { list = [], index = -1 } = way.at(-1) ?? {};
  const row = list[index];
  if (row === undefined) return null;
  const parent = way.at(-2);
  return { row, list, index, way, groupId: parent?.list[parent.index]?.rowId ?? null };
}

const standingOf = (drafts: Drafts, rowId: string): Standing | null => standingIn(wayTo(drafts, rowId) ?? []);

/** How many groups lie inside each other in a row. */
const heightOf = (draft: ElementDraft): number =>
  "group" in draft ? 1 + Math.max(0, ...draft.elements.map(heightOf)) : 0;

/** Whether a row may be put in a group where it stands. */
export function canGroup(drafts: Drafts, rowId: string): boolean {
  const stands = standingOf(drafts, rowId);
  return stands !== null && stands.way.length + heightOf(stands.row) <= MAX_GROUP_DEPTH;
}

/**
 * Every place that a row can take, in order of appearance, its own included; none in a group that would be too deep.
 */
export function placesOf(drafts: Drafts, rowId: string): TreePlace[] {
  const own = standingOf(drafts, rowId);
  if (own === null) return [];
  const rest = replaceRow(drafts, rowId, () => []);
  return placesIn(rest, { groupId: null, own, deeper: MAX_GROUP_DEPTH - heightOf(own.row) });
}

interface PlacesIn {
  readonly groupId: string | null;
  readonly own: Spot;
  /** How many groups within the list may be entered one in the other. */
  readonly deeper: number;
}

function placesIn(list: Drafts, { groupId, own, deeper }: PlacesIn): TreePlace[] {
  const idAt = (index: number) => list[index]?.rowId ?? null;
  const place = (index: number): TreePlace => {
    const isOwn = isSameSpot(own, { groupId, index });
    return { groupId, index, after: idAt(index - 1), before: idAt(index), isOwn };
  };
  const followed = list.flatMap((draft, index) => {
    const isOpen = "group" in draft && deeper > 0;
    const inside = isOpen ? placesIn(draft.elements, { groupId: draft.rowId, own, deeper: deeper - 1 }) : [];
    return [...inside, place(index + 1)];
  });
  return [place(0), ...followed];
}

/** A row put in a place of its `placesOf`; the same list when it stands there. A group that it leaves empty goes. */
export function placeRow(drafts: Drafts, rowId: string, to: Spot): Drafts {
  const stands = standingOf(drafts, rowId);
  const place = placesOf(drafts, rowId).find((each) => isSameSpot(each, to));
  if (stands === null || place === undefined || place.isOwn) return drafts;
  const rest = replaceRow(drafts, rowId, () => []);
  if (to.groupId === null) return withoutEmpty(rest.toSpliced(to.index, 0, stands.row));
  return withoutEmpty(
    replaceRow(rest, to.groupId, (group) =>
      "group" in group ? [{ ...group, elements: group.elements.toSpliced(to.index, 0, stands.row) }] : [group],
    ),
  );
}

/**
 * What a move by one place is: past its neighbour; into that, if it is a group; or out of its own group at its edge.
 */
export type MoveKind = "past" | "into" | "out";

/** The place before or after a row's own. Unlike `placesOf` it costs little: each row asks at each render. */
function nextPlace(drafts: Drafts, rowId: string, by: -1 | 1): (Spot & { readonly kind: MoveKind }) | null {
  const stands = standingOf(drafts, rowId);
  if (stands === null) return null;
  const { row, list, index, groupId, way } = stands;
  const neighbour = list[index + by];
  if (neighbour === undefined) {
    const group = standingIn(way.slice(0, -1));
    return group && { kind: "out", groupId: group.groupId, index: group.index + (by === 1 ? 1 : 0) };
  }
  if ("group" in neighbour && way.length + heightOf(row) <= MAX_GROUP_DEPTH) {
    return { kind: "into", groupId: neighbour.rowId, index: by === 1 ? 0 : neighbour.elements.length };
  }
  return { kind: "past", groupId, index: index + by };
}

/** What a move of a row would be; null where it can go no further. */
export const moveKind = (drafts: Drafts, rowId: string, by: -1 | 1): MoveKind | null =>
  nextPlace(drafts, rowId, by)?.kind ?? null;

/** A row moved by one place, as in an outline. The same list where it can go no further. */
export function moveRow(drafts: Drafts, rowId: string, by: -1 | 1): Drafts {
  const next = nextPlace(drafts, rowId, by);
  return next === null ? drafts : placeRow(drafts, rowId, next);
}

/** How many elements a list holds, with those in groups. */
export const countRows = (drafts: Drafts): number =>
  drafts.reduce((sum, draft) => sum + 1 + ("group" in draft ? countRows(draft.elements) : 0), 0);

/** Every row, in order of appearance. */
export const allRows = (drafts: Drafts): ElementDraft[] =>
  drafts.flatMap((draft) => ("group" in draft ? [draft, ...allRows(draft.elements)] : [draft]));

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

/** As a row is called where it stands. */
export const nameIn = (drafts: readonly ElementDraft[], rowId: string): string =>
  namesOf(drafts).find(([id]) => id === rowId)?.[1] ?? "";

/** The places to which a row can be dragged, with the numbers that the rows have before the move. */
export function courseOf(drafts: readonly ElementDraft[], rowId: string): TreeCourse {
  const names = new Map(namesOf(drafts));
  const nameOf = (id: string) => names.get(id) ?? "";
  const places = placesOf(drafts, rowId).map((place) => {
    const { groupId, after } = place;
    const where = after === null ? "first" : `after ${nameOf(after)}`;
    return { ...place, words: groupId === null ? where : `${where} in ${nameOf(groupId)}` };
  });
  return { name: nameOf(rowId), places };
}
