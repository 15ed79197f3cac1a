"use client";

import type { ReactNode } from "react";
import { lazy } from "../lazy/lazy";
import { SortableArea } from "./sortable-area";

export interface SortableListProps {
  ids: readonly string[];
  /** Whether this person may move anything. */
  isEnabled: boolean;
  /** The name of an item in announcements: "rule 3". */
  nameOf: (id: string) => string;
  /** Called when an item was dropped at the position of another. */
  onMove: (id: string, positionOf: string) => void;
  /** Called with the lifted item; null after the move. */
  onLift: (id: string | null) => void;
  children: ReactNode;
}

// Without a network the list still works, and its menus move rules.
const ListDrag = lazy(() => import("./list-drag").then((file) => file.ListDrag));

/**
 * Items can be moved in one list; only those on screen need to be rendered. The drag code is a tenth of the page's
 * script.
 */
export function SortableList({ children, isEnabled, ...list }: SortableListProps) {
  return <SortableArea renderDrag={(rows) => isEnabled && <ListDrag {...list} rows={rows} />}>{children}</SortableArea>;
}
