"use client";

import { type ReactNode, useRef } from "react";
import { lazy } from "../lazy/lazy";
import { SortableArea } from "./sortable-area";
import type { Course, TreePlace } from "./tree-drag";

export interface SortableTreeProps {
  className?: string;
  /** Called when a card is lifted; must stay the same function. */
  courseOf: (id: string) => Course;
  /** Called when a card was dropped in another place than its own. */
  onMove: (id: string, to: TreePlace) => void;
  children: ReactNode;
}

// Without a network the cards still work, and their menus move them.
const TreeDrag = lazy(() => import("./tree-drag").then((file) => file.TreeDrag));

/** Cards of which some are groups of others: they can be moved within, into and out of groups. */
export function SortableTree({ className, courseOf, onMove, children }: SortableTreeProps) {
  const lineRef = useRef<HTMLDivElement>(null);
  return (
    <div className="relative">
      <SortableArea
        {...(className !== undefined && { className })}
        renderDrag={(rows) => <TreeDrag {...{ rows, lineRef, courseOf, onMove }} />}
      >
        {children}
      </SortableArea>
      {/* A border, because forced colours leave no other line. */}
      <div
        ref={lineRef}
        data-drop-line
        hidden
        className="pointer-events-none absolute z-20 -mt-0.5 rounded-full border-accent border-t-3"
      />
    </div>
  );
}
