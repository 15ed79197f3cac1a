"use client";

import type { Announcements } from "@dnd-kit/core";
import { type RefObject, useMemo, useState } from "react";
import { DragLayer } from "./drag-layer";
import type { MovableRows } from "./movable-rows";
import { type DropLine, Nesting } from "./nesting";
import type { SortableTreeProps } from "./sortable-tree";

interface TreeDragProps extends Pick<SortableTreeProps, "courseOf" | "onMove"> {
  rows: MovableRows;
  lineRef: RefObject<HTMLDivElement | null>;
}

/** Moves the cards of a tree: a line shows where the lifted one would go. */
export function TreeDrag({ rows, lineRef, courseOf, onMove }: TreeDragProps) {
  const [nesting] = useState(() => new Nesting(rows, lineIn(lineRef), courseOf));
  const announcements = useMemo(() => announcementsFor(nesting), [nesting]);
  const drop = (id: string) => {
    if (nesting.over !== undefined) onMove(id, nesting.over);
  };
  return <DragLayer rows={rows} motion={nesting} announcements={announcements} onDrop={drop} />;
}

/** The line, which scrolls with what it stands in. */
const lineIn = ({ current: line }: RefObject<HTMLDivElement | null>): DropLine => ({
  show({ top, left, width }) {
    if (line === null) return;
    line.hidden = false;
    const around = line.offsetParent?.getBoundingClientRect();
    line.style.top = `${top - (around?.top ?? 0)}px`;
    line.style.left = `${left - (around?.left ?? 0)}px`;
    line.style.width = `${width}px`;
  },
  hide() {
    if (line !== null) line.hidden = true;
  },
});

/** The announcements during a move, with the numbers that the cards had before it. */
const announcementsFor = (nesting: Nesting): Announcements => ({
  onDragStart: () => `Lifted ${nesting.name}.`,
  onDragMove: () => {
    const place = nesting.news();
    return place && `${nesting.name} is now ${place.words}.`;
  },
  // For dnd-kit a card is never over anything.
  onDragOver: () => undefined,
  onDragEnd: () => `Dropped ${nesting.name} ${nesting.over?.words ?? "where it was"}.`,
  onDragCancel: () => `Cancelled. ${nesting.name} is back where it was.`,
});
