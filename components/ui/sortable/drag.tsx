"use client";

import {
  type Announcements,
  DndContext,
  type DragEndEvent,
  type DragStartEvent,
  KeyboardSensor,
  type Modifier,
  PointerSensor,
  useDraggable,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { CSS } from "@dnd-kit/utilities";
import {
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { type Course, type ListPlace, type Motion, Nesting, type ShowLine, Sorting } from "./motions";
import type { MovableRow, MovableRows, Press, SortableListProps, SortableTreeProps } from "./sortable";

/** A motion in a list or in a tree. */
type AnyMotion = Pick<Motion, "name" | "own" | "over" | "isMoved" | "lift" | "follow" | "step" | "news" | "end">;

interface DragLayerProps {
  rows: MovableRows;
  motion: AnyMotion;
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
function DragLayer({ rows, motion, onLift, onDrop }: DragLayerProps) {
  const id = useId();
  const held = useSyncExternalStore(rows.subscribe, rows.held, rows.held);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: SLIP } }),
    useSensor(KeyboardSensor, { coordinateGetter: motion.step }),
  );
  const accessibility = useMemo(
    // The area created the instructions before this code was loaded.
    () => ({ announcements: announcementsOf(motion), screenReaderInstructions: { draggable: "" } }),
    [motion],
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
      {held && <DragSource key={held.id} row={held} rows={rows} />}
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
  useEffect(() => {
    const answer = (press: Press) => listeners?.[press.type === "pointerdown" ? "onPointerDown" : "onKeyDown"]?.(press);
    return rows.connect(id, answer);
  }, [rows, id, listeners]);
  return null;
}

/**
 * What screen readers say of a move. A card moves by the pixel; only a new place is said, and after the end nothing: a
 * key may be followed by the drop before its step has been drawn.
 */
export const announcementsOf = (motion: AnyMotion): Announcements => ({
  onDragStart: () => `Lifted ${motion.name}. It is ${motion.own?.words}.`,
  onDragMove: () => {
    const place = motion.news();
    return place && `${motion.name} is now ${place.words}.`;
  },
  // For dnd-kit a card is never over anything.
  onDragOver: () => undefined,
  onDragEnd: () => `Dropped ${motion.name} ${motion.isMoved ? "" : "where it was, "}${motion.over?.words}.`,
  onDragCancel: () => `Cancelled. ${motion.name} is back ${motion.own?.words}.`,
});

interface ListDragProps extends Omit<SortableListProps, "children" | "isEnabled"> {
  rows: MovableRows;
}

/** Moves the cards of one list: the others make room. */
export function ListDrag({ ids, nameOf, onMove, onLift, rows }: ListDragProps) {
  const latest = useRef({ ids, nameOf });
  useLayoutEffect(() => {
    latest.current = { ids, nameOf };
  });
  // Lives longer than one render of the list, of which a move causes many.
  const [sorting] = useState(() => new Sorting(rows, (id) => listCourse(id, latest.current)));
  const drop = (id: string) => {
    if (sorting.over !== undefined) onMove(id, sorting.over.id);
  };
  return <DragLayer rows={rows} motion={sorting} onLift={onLift} onDrop={drop} />;
}

/** The places of a list, with positions from 1 as on the cards. */
const listCourse = (lifted: string, { ids, nameOf }: Pick<SortableListProps, "ids" | "nameOf">): Course<ListPlace> => ({
  name: nameOf(lifted),
  places: ids.map((id, index) => ({ id, isOwn: id === lifted, words: `at position ${index + 1} of ${ids.length}` })),
});

interface TreeDragProps extends Pick<SortableTreeProps, "courseOf" | "onMove"> {
  rows: MovableRows;
}

/** Moves the cards of a tree: a line shows where the lifted one would go. */
export function TreeDrag({ rows, courseOf, onMove }: TreeDragProps) {
  const lineRef = useRef<HTMLDivElement>(null);
  const [nesting] = useState(() => new Nesting(rows, lineIn(lineRef), courseOf));
  const drop = (id: string) => {
    if (nesting.over !== undefined) onMove(id, nesting.over);
  };
  return (
    <>
      <DragLayer rows={rows} motion={nesting} onDrop={drop} />
      {/* A border, because forced colours leave no other line. */}
      <div
        ref={lineRef}
        data-drop-line
        hidden
        className="pointer-events-none absolute z-20 -mt-0.5 rounded-full border-accent border-t-3"
      />
    </>
  );
}

/** The line, which scrolls with what it stands in. */
function lineIn(lineRef: RefObject<HTMLDivElement | null>): ShowLine {
  return (at) => {
    const line = lineRef.current;
    if (line === null) return;
    line.hidden = at === null;
    if (at === null) return;
    const around = line.offsetParent?.getBoundingClientRect();
    line.style.top = `${at.top - (around?.top ?? 0)}px`;
    line.style.left = `${at.left - (around?.left ?? 0)}px`;
    line.style.width = `${at.width}px`;
  };
}
