"use client";

import type { Announcements, KeyboardCoordinateGetter, UniqueIdentifier } from "@dnd-kit/core";
import { useMemo, useState } from "react";
import { DragLayer, type Motion, stepOf } from "./drag-layer";
import type { MovableRow, MovableRows } from "./movable-rows";
import type { SortableListProps } from "./sortable-list";

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

/** A row's position without the effects of the move, in pixels from the window's top. */
interface Place {
  readonly row: MovableRow;
  readonly top: number;
  readonly bottom: number;
}

/** Milliseconds of the animation in which the others make room. */
const SLIDE_MS = 200;

const middle = ({ top, bottom }: Pick<Place, "top" | "bottom">) => (top + bottom) / 2;

/**
 * The position of a lifted card among the others, and the room that they make for it. Rows are measured each time,
 * because the list scrolls meanwhile and rows come and go. No row renders for a move: dnd-kit's own lists render each
 * row, which takes three frames for the lift alone in a list of thirty.
 */
class Sorting implements Motion {
  readonly #rows: MovableRows;
  #lifted: string | null = null;
  #over: string | null = null;
  #isStepped = false;
  readonly #moved = new Set<HTMLElement>();
  #isRoomDue = false;
  #forget = () => {};

  constructor(rows: MovableRows) {
    this.#rows = rows;
  }

  /**
   * The row whose position the lifted card takes: at first its own. It stays after the drop. Null: no card was lifted.
   */
  get over(): string | null {
    return this.#over;
  }

  get isMoved(): boolean {
    return this.#over !== null && this.#over !== this.#lifted;
  }

  lift(id: string, { isStepped }: { isStepped: boolean }): void {
    this.#lifted = id;
    this.#over = id;
    this.#isStepped = isStepped;
    this.#forget = this.#rows.subscribe(() => this.#makeRoomSoon());
  }

  follow(): void {
    const card = this.#card();
    if (card === null) return;
    const places = this.#places();
    if (!this.#isStepped) {
      // A row is its card and the gap above it.
      const { bottom } = card.getBoundingClientRect();
      const own = places.find(({ row }) => row.id === this.#lifted);
      const at = bottom - (own === undefined ? 0 : (own.bottom - own.top) / 2);
      this.#over = nearest(places, at)?.row.id ?? this.#over;
    }
    this.#makeRoom(places);
  }

  readonly step: KeyboardCoordinateGetter = (event, { currentCoordinates }) => {
    const by = stepOf[event.code];
    if (by === undefined) return undefined;
    event.preventDefault();
    const places = this.#places();
    const own = places.find(({ row }) => row.id === this.#lifted);
    const next = places[places.findIndex(({ row }) => row.id === this.#over) + by];
    const card = this.#card();
    if (own === undefined || next === undefined || card === null) return undefined;
    this.#over = next.row.id;
    const bottom = next.top > own.top ? next.bottom : next.top + own.bottom - own.top;
    return { x: currentCoordinates.x, y: bottom - card.offsetHeight };
  };

  end({ isDropped }: { isDropped: boolean }): void {
    this.#forget();
    this.#lifted = null;
    const moved = [...this.#moved];
    this.#moved.clear();
    for (const card of moved) card.style.transform = "";
    const rest = () => {
      for (const card of moved) if (!this.#moved.has(card)) card.removeAttribute("style");
    };
    // After a drop the list renders the others where they are; otherwise they slide back.
    if (isDropped) rest();
    else setTimeout(rest, SLIDE_MS);
  }

  #card(): HTMLElement | null {
    return this.#lifted === null ? null : (this.#rows.get(this.#lifted)?.card.current ?? null);
  }

  #places(): Place[] {
    const places: Place[] = [];
    for (const row of this.#rows.all()) {
      const rect = row.card.current?.parentElement?.getBoundingClientRect();
      if (rect !== undefined) places.push({ row, top: rect.top, bottom: rect.bottom });
    }
    return places.sort((a, b) => a.top - b.top);
  }

  /** Several rows render at once: they are measured after the last one, and before the paint. */
  #makeRoomSoon(): void {
    if (this.#isRoomDue) return;
    this.#isRoomDue = true;
    queueMicrotask(() => {
      this.#isRoomDue = false;
      if (this.#lifted !== null) this.#makeRoom();
    });
  }

  #makeRoom(places = this.#places()): void {
    const from = places.findIndex(({ row }) => row.id === this.#lifted);
    const to = places.findIndex(({ row }) => row.id === this.#over);
    const own = places[from];
    if (own === undefined || to === -1) return;
    const height = own.bottom - own.top;
    for (const [index, { row }] of places.entries()) {
      const card = row.card.current;
      if (card === null || index === from) continue;
      const by = index > from && index <= to ? -height : index < from && index >= to ? height : 0;
      if (by === 0 && !this.#moved.has(card)) continue;
      this.#moved.add(card);
      card.style.transition = `transform ${SLIDE_MS}ms ease`;
      card.style.transform = by === 0 ? "" : `translate3d(0, ${by}px, 0)`;
    }
  }
}

function nearest(places: readonly Place[], at: number): Place | undefined {
  const distance = (place: Place) => Math.abs(middle(place) - at);
  return places.reduce<Place | undefined>(
    (best, place) => (best === undefined || distance(place) < distance(best) ? place : best),
    undefined,
  );
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
function announcementsFor(
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
