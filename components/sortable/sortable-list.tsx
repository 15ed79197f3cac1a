"use client";

import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  type Modifier,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { type ReactNode, useId, useMemo, useState } from "react";
import { announcementsFor, instructions, type LastHeard } from "./announcements";

interface SortableListProps {
  ids: readonly string[];
  /** How announcements call one: "rule 3". */
  nameOf: (id: string) => string;
  /** The lifted one was dropped on the place of another. */
  onMove: (id: string, placeOf: string) => void;
  /** Who is lifted; null when nobody is any more. */
  onLift: (id: string | null) => void;
  children: ReactNode;
}

/** A list goes up and down; a hand that shakes sideways must not pull the card out of it. */
const onlyVertically: Modifier = ({ transform }) => ({ ...transform, x: 0 });

/** A press that moves less than this many pixels is a press. */
const SLIP = 4;

/** Moving by mouse, touch and keyboard. Items are made with `useSortable`; only those on the screen need to exist. */
export function SortableList({ ids, nameOf, onMove, onLift, children }: SortableListProps) {
  const id = useId();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: SLIP } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  // Outlives the drawings of the list, of which a move makes many.
  const [heard] = useState<LastHeard>(() => ({ over: null }));
  const accessibility = useMemo(
    () => ({ announcements: announcementsFor(ids, nameOf, heard), screenReaderInstructions: instructions }),
    [ids, nameOf, heard],
  );
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    onLift(null);
    if (over !== null && over.id !== active.id) onMove(String(active.id), String(over.id));
  };
  return (
    <DndContext
      id={id}
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={[onlyVertically]}
      accessibility={accessibility}
      onDragStart={({ active }) => onLift(String(active.id))}
      onDragEnd={onDragEnd}
      onDragCancel={() => onLift(null)}
    >
      <SortableContext items={[...ids]} strategy={verticalListSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  );
}
