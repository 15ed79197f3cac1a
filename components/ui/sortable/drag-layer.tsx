"use client";

import {
  type Announcements,
  DndContext,
  type DragEndEvent,
  type DragStartEvent,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  type Modifier,
  PointerSensor,
  useDraggable,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { CSS } from "@dnd-kit/utilities";
import { useEffect, useId, useLayoutEffect, useMemo, useSyncExternalStore } from "react";
import type { MovableRow, MovableRows } from "./movable-rows";

/** How a lifted card finds its place, and what the others show of it meanwhile. */
export interface Motion {
  /** Keys move a card from place to place; the pointer moves it by what it is over. */
  lift(id: string, how: { isStepped: boolean }): void;
  /** Called when the lifted card moved, or the list below it. */
  follow(): void;
  /** The position to which a key moves the lifted card. */
  readonly step: KeyboardCoordinateGetter;
  /** Whether a drop would move the card. */
  readonly isMoved: boolean;
  /**
   * Ends the move. The place that was found stays known, for what is said of it.
   * @param isDropped the list already renders the card in its new place; otherwise it returns to its own
   */
  end(how: { isDropped: boolean }): void;
}

/** The number of places that a key moves a card. */
export const stepOf: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };

interface DragLayerProps {
  rows: MovableRows;
  motion: Motion;
  announcements: Announcements;
  /** Called with the lifted card; null after the move. */
  onLift?: (id: string | null) => void;
  /** Called when the card was dropped in another place, which the motion knows. */
  onDrop: (id: string) => void;
}

/** Cards move only up and down, so that a shaking hand does not pull a card sideways. */
const onlyVertically: Modifier[] = [({ transform }) => ({ ...transform, x: 0 })];

/** A pointer that moves fewer pixels than this is a press and no drag. */
const SLIP = 4;

/** Moves cards that another component renders. It renders only the messages for screen readers. */
export function DragLayer({ rows, motion, announcements, onLift, onDrop }: DragLayerProps) {
  const id = useId();
  const held = useSyncExternalStore(rows.subscribe, rows.held, rows.held);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: SLIP } }),
    useSensor(KeyboardSensor, { coordinateGetter: motion.step }),
  );
  const accessibility = useMemo(
    // The area created the instructions before this code was loaded.
    () => ({ announcements, screenReaderInstructions: { draggable: "" } }),
    [announcements],
  );
  const onDragStart = ({ active, activatorEvent }: DragStartEvent) => {
    rows.begin();
    motion.lift(String(active.id), { isStepped: activatorEvent instanceof KeyboardEvent });
    onLift?.(String(active.id));
  };
  const end = (isDropped: boolean) => {
    motion.end({ isDropped });
    rows.release();
    onLift?.(null);
  };
  const onDragEnd = ({ active }: DragEndEvent) => {
    const { isMoved } = motion;
    end(isMoved);
    if (isMoved) onDrop(String(active.id));
  };
  return (
    <DndContext
      id={id}
      sensors={sensors}
      modifiers={onlyVertically}
      accessibility={accessibility}
      onDragStart={onDragStart}
      onDragMove={() => motion.follow()}
      onDragEnd={onDragEnd}
      onDragCancel={() => end(false)}
    >
      {held && <DragSource key={held.serial} row={held} rows={rows} />}
    </DndContext>
  );
}

interface DragSourceProps {
  row: MovableRow;
  rows: MovableRows;
}

/** Moves one card. Each step writes to the element's style, so the card does not render again. */
function DragSource({ row, rows }: DragSourceProps) {
  const { id, card, handle } = row;
  const { setNodeRef, setActivatorNodeRef, listeners, transform, isDragging } = useDraggable({ id });
  useLayoutEffect(() => {
    setNodeRef(card.current);
    setActivatorNodeRef(handle.current);
    return () => {
      setNodeRef(null);
      setActivatorNodeRef(null);
    };
  }, [card, handle, setNodeRef, setActivatorNodeRef]);
  useLayoutEffect(() => {
    const moved = card.current;
    const lever = handle.current;
    // When the card can no longer be moved, its marks are removed.
    return () => {
      moved?.removeAttribute("style");
      moved?.removeAttribute("data-lifted");
      lever?.removeAttribute("aria-pressed");
    };
  }, [card, handle]);
  useLayoutEffect(() => {
    if (card.current === null) return;
    card.current.style.transform = CSS.Translate.toString(transform) ?? "";
    card.current.toggleAttribute("data-lifted", isDragging);
    handle.current?.setAttribute("aria-pressed", String(isDragging));
  });
  useEffect(() => {
    if (!isDragging) return;
    // dnd-kit set its timer before this one, and listens to keys when that is over.
    const timer = setTimeout(rows.hear);
    return () => clearTimeout(timer);
  }, [isDragging, rows]);
  // This must follow the layer's own layout effect, which registers the card.
  useEffect(() => rows.connect(id, { ...listeners }), [rows, id, listeners]);
  return null;
}
