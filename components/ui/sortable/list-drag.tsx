"use client";

import { useMemo, useState } from "react";
import { DragLayer } from "./drag-layer";
import type { MovableRows } from "./movable-rows";
import type { SortableListProps } from "./sortable-list";
import { announcementsFor, type LastHeard, Sorting } from "./sorting";

interface ListDragProps extends Omit<SortableListProps, "children" | "isEnabled"> {
  rows: MovableRows;
}

/** Moves the cards of one list: the others make room. */
export function ListDrag({ ids, nameOf, onMove, onLift, rows }: ListDragProps) {
  // Lives longer than one render of the list, of which a move causes many.
  const [sorting] = useState(() => new Sorting(rows));
  const [heard] = useState<LastHeard>(() => ({ over: null }));
  const announcements = useMemo(
    () => announcementsFor(ids, nameOf, () => sorting.over, heard),
    [ids, nameOf, sorting, heard],
  );
  const drop = (id: string) => {
    if (sorting.over !== null) onMove(id, sorting.over);
  };
  return <DragLayer rows={rows} motion={sorting} announcements={announcements} onLift={onLift} onDrop={drop} />;
}
