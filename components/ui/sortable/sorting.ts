import type { Announcements, KeyboardCoordinateGetter, UniqueIdentifier } from "@dnd-kit/core";
import type { MovableRow, MovableRows } from "./movable-rows";

/** A row where it lies: moving a card moves nothing else of it. In pixels from the window's top. */
interface Place {
  readonly row: MovableRow;
  readonly top: number;
  readonly bottom: number;
}

/** How long the others take to make room, in milliseconds. */
const SLIDE_MS = 200;

/** How many rows on a key goes. */
const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

const middle = ({ top, bottom }: Pick<Place, "top" | "bottom">) => (top + bottom) / 2;

/**
 * Where a lifted card is among the others, and the room they make for it. Rows are read where they lie each time: the
 * list scrolls meanwhile, and rows come and go with it. Nothing is drawn again for it: to have each row know of the
 * move, as dnd-kit's own lists do, takes three frames for the lift alone where there are thirty.
 */
export class Sorting {
  readonly #rows: MovableRows;
  #lifted: string | null = null;
  #over: string | null = null;
  /** By keys a card goes from row to row, whatever their heights are; otherwise what it lies on decides. */
  #isStepped = false;
  readonly #moved = new Set<HTMLElement>();
  #isRoomDue = false;
  #forget = () => {};

  constructor(rows: MovableRows) {
    this.#rows = rows;
  }

  /** The row whose place the lifted card takes: at first its own. Stays when it was dropped. Null: none was lifted. */
  get over(): string | null {
    return this.#over;
  }

  lift(id: string, { isStepped }: { isStepped: boolean }): void {
    this.#lifted = id;
    this.#over = id;
    this.#isStepped = isStepped;
    this.#forget = this.#rows.subscribe(() => this.#makeRoomSoon());
  }

  /** The lifted card was moved, or the list below it. */
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

  /** Where a key moves the lifted card. */
  readonly step: KeyboardCoordinateGetter = (event, { currentCoordinates }) => {
    const by = steps[event.code];
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

  /**
   * The move is over.
   * @param isSliding the others go back to where they were; otherwise the list has them where they are seen already
   */
  end({ isSliding }: { isSliding: boolean }): void {
    this.#forget();
    this.#lifted = null;
    const moved = [...this.#moved];
    this.#moved.clear();
    for (const card of moved) card.style.transform = "";
    const rest = () => {
      for (const card of moved) if (!this.#moved.has(card)) card.removeAttribute("style");
    };
    if (isSliding) setTimeout(rest, SLIDE_MS);
    else rest();
  }

  #card(): HTMLElement | null {
    for (const { id, card } of this.#rows.all()) if (id === this.#lifted) return card.current;
    return null;
  }

  #places(): Place[] {
    const places: Place[] = [];
    for (const row of this.#rows.all()) {
      const rect = row.card.current?.parentElement?.getBoundingClientRect();
      if (rect !== undefined) places.push({ row, top: rect.top, bottom: rect.bottom });
    }
    return places.sort((a, b) => a.top - b.top);
  }

  /** Rows come several at once: they are read when the last is there, and before they are seen. */
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

/** What was said last of a move. A card is moved by the pixel: only another position is news. */
export interface LastHeard {
  over: string | null;
}

/**
 * What a screen reader says during a move: positions from 1, as on the cards.
 * @param ids the order as it was before the move.
 * @param overOf the row whose position the lifted one takes now
 */
export function announcementsFor(
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
    // Ours is a list that dnd-kit does not know: to it a card is never over anything.
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
