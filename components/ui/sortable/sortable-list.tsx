"use client";

import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { lazy } from "../lazy/lazy";
import { MovableRows } from "./movable-rows";
import { SortableContext } from "./use-movable";

export interface SortableListProps {
  ids: readonly string[];
  /** Whether this person may move anything. */
  isEnabled: boolean;
  /** How announcements call one: "rule 3". */
  nameOf: (id: string) => string;
  /** The lifted one was dropped at the position of another. */
  onMove: (id: string, positionOf: string) => void;
  /** Who is lifted; null when nobody is any more. */
  onLift: (id: string | null) => void;
  children: ReactNode;
}

// Without a network the list stays, and its menus move rules.
const DragLayer = lazy(() => import("./drag-layer").then((file) => file.DragLayer));

/** The first signs that somebody may move something. */
const APPROACHES = ["pointerenter", "focusin"] as const;

/**
 * Moving by mouse, touch and keyboard. Cards are made with `useMovable`; only those on the screen need to exist. What
 * moves them is a tenth of the page's script and is loaded when somebody comes near: most visits only read.
 */
export function SortableList({ children, isEnabled, ...list }: SortableListProps) {
  const areaRef = useRef<HTMLDivElement>(null);
  const instructionsId = useId();
  const [rows] = useState(() => new MovableRows());
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    const area = areaRef.current;
    const approach = () => setIsNear(true);
    for (const sign of APPROACHES) area?.addEventListener(sign, approach, { once: true });
    return () => {
      for (const sign of APPROACHES) area?.removeEventListener(sign, approach);
    };
  }, []);
  const context = useMemo(() => ({ rows, instructionsId }), [rows, instructionsId]);
  return (
    <SortableContext value={context}>
      <div ref={areaRef}>{children}</div>
      {/* Said once, when a handle gets the focus. */}
      <p id={instructionsId} hidden>
        To move this rule, press space. Then the up and down arrows move it, space drops it, and escape puts it back.
      </p>
      {isEnabled && isNear && <DragLayer {...list} rows={rows} />}
    </SortableContext>
  );
}
