"use client";

import {
  createContext,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { lazy } from "../lazy/lazy";
import { MovableRows } from "./movable-rows";

interface SortableContextValue {
  readonly rows: MovableRows;
  /** The id of the element that describes how to use a handle. */
  readonly instructionsId: string;
}

const SortableContext = createContext<SortableContextValue | null>(null);

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
const DragLayer = lazy(() => import("./drag-layer").then((file) => file.DragLayer));

/** Events that show that somebody may move something. */
const APPROACHES = ["pointerenter", "focusin"] as const;

/**
 * Items can be moved by mouse, touch and keyboard. Cards use `useMovable`; only those on screen need to be rendered.
 * The drag code is a tenth of the page's script and is loaded when somebody comes near, because most visits only read.
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
      {/* Screen readers read it when a handle gets the focus. */}
      <p id={instructionsId} hidden>
        To move it, press space. Then the up and down arrows move it, space drops it, and escape puts it back.
      </p>
      {isEnabled && isNear && <DragLayer {...list} rows={rows} />}
    </SortableContext>
  );
}

/** Registers a card in the list around it. @returns the props of its card and its handle */
export function useMovable(id: string) {
  const context = useContext(SortableContext);
  if (context === null) throw new Error("useMovable is for what is inside of a SortableList");
  const { rows, instructionsId } = context;
  const card = useRef<HTMLElement>(null);
  const handle = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => rows.add({ id, card, handle }), [rows, id]);
  return {
    cardRef: card,
    handleProps: {
      ref: handle,
      "aria-roledescription": "sortable",
      "aria-describedby": instructionsId,
      onPointerDown: (press: PointerEvent<HTMLElement>) => rows.press(id, press),
      onKeyDown: (press: KeyboardEvent<HTMLElement>) => rows.press(id, press),
    },
  };
}
