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
  type UniqueIdentifier,
  useDraggable,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { CSS } from "@dnd-kit/utilities";
import { type RefObject, useEffect, useId, useLayoutEffect, useMemo, useState, useSyncExternalStore } from "react";
import { type DropLine, Nesting, Sorting } from "./motions";
import type { MovableRow, MovableRows } from "./movable-rows";
import type { SortableListProps, SortableTreeProps } from "./sortable";

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
function DragLayer({ rows, motion, announcements, onLift, onDrop }: DragLayerProps) {
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

interface ListDragProps extends Omit<SortableListProps, "children" | "isEnabled"> {
  rows: MovableRows;
}

/** Moves the cards of one list: the others make room. */
export function ListDrag({ ids, nameOf, onMove, onLift, rows }: ListDragProps) {
  // Lives longer than one render of the list, of which a move causes many.
  const [sorting] = useState(() => new Sorting(rows));
  const [heard] = useState<LastHeard>(() => ({ over: null }));
  const announcements = useMemo(
    () => listAnnouncements(ids, nameOf, () => sorting.over, heard),
    [ids, nameOf, sorting, heard],
  );
  const drop = (id: string) => {
    if (sorting.over !== null) onMove(id, sorting.over);
  };
  return <DragLayer rows={rows} motion={sorting} announcements={announcements} onLift={onLift} onDrop={drop} />;
}

/** The last announcement of a move. A card moves by the pixel; only a new position is announced. */
interface LastHeard {
  over: string | null;
}

/**
 * The announcements during a move, with positions from 1 as on the cards.
 * @param ids the order before the move
 * @param overOf the row whose position the lifted one takes now
 */
function listAnnouncements(
  ids: readonly string[],
  nameOf: (id: string) => string,
  overOf: () => string | null,
  heard: LastHeard,
): Announcements {
  const position = (id: UniqueIdentifier) => `${ids.indexOf(String(id)) + 1} of ${ids.length}`;
  const name = (id: UniqueIdentifier) => nameOf(String(id));
  return {
    onDragStart: ({ active }) => {
      heard.over = String(active.id);
      return `Lifted ${name(active.id)}. It is at position ${position(active.id)}.`;
    },
    onDragMove: ({ active }) => {
      const over = overOf();
      if (over === null || over === heard.over) return undefined;
      heard.over = over;
      return `${name(active.id)} is now at position ${position(over)}.`;
    },
    // dnd-kit does not know our list: for it a card is never over anything.
    onDragOver: () => undefined,
    onDragEnd: ({ active }) => {
      const over = overOf();
      return over === null || over === active.id
        ? `Dropped ${name(active.id)} where it was, at position ${position(active.id)}.`
        : `Dropped ${name(active.id)} at position ${position(over)}.`;
    },
    onDragCancel: ({ active }) => `Cancelled. ${name(active.id)} is back at position ${position(active.id)}.`,
  };
}

interface TreeDragProps extends Pick<SortableTreeProps, "courseOf" | "onMove"> {
  rows: MovableRows;
  lineRef: RefObject<HTMLDivElement | null>;
}

/** Moves the cards of a tree: a line shows where the lifted one would go. */
export function TreeDrag({ rows, lineRef, courseOf, onMove }: TreeDragProps) {
  const [nesting] = useState(() => new Nesting(rows, lineIn(lineRef), courseOf));
  const announcements = useMemo(() => treeAnnouncements(nesting), [nesting]);
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
const treeAnnouncements = (nesting: Nesting): Announcements => ({
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
