import type { KeyboardCoordinateGetter } from "@dnd-kit/core";
import type { Motion } from "./drag";
import type { MovableRow, MovableRows } from "./movable-rows";
import type { Course } from "./sortable";

/** The number of places that a key moves a card. */
const stepOf: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };

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
export class Sorting implements Motion {
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

/** The line that shows where the card would go. Measures are pixels from the window's top and left. */
export interface DropLine {
  show(at: { top: number; left: number; width: number }): void;
  hide(): void;
}

/** Half of the gap between two cards, in pixels. */
const HALF_GAP = 4;

type Found = Course["places"][number];

/**
 * The place of a lifted card in a tree. Unlike in a list the others stay where they are, and a line shows the place:
 * groups that grew and shrank under the hand would move the very places that it aims at.
 */
export class Nesting implements Motion {
  readonly #rows: MovableRows;
  readonly #line: DropLine;
  readonly #courseOf: (id: string) => Course;
  #course: Course = { name: "", places: [] };
  #lifted: string | null = null;
  #over: Found | undefined;
  #isStepped = false;
  #heard: Found | undefined;
  #entered: HTMLElement | null = null;

  constructor(rows: MovableRows, line: DropLine, courseOf: (id: string) => Course) {
    this.#rows = rows;
    this.#line = line;
    this.#courseOf = courseOf;
  }

  /** The place that the lifted card would take, or has taken; undefined: none was lifted. */
  get over(): Found | undefined {
    return this.#over;
  }

  /** As the card was called when it was lifted: a move changes the numbers. */
  get name(): string {
    return this.#course.name;
  }

  get isMoved(): boolean {
    return this.#over?.isOwn === false;
  }

  lift(id: string, { isStepped }: { isStepped: boolean }): void {
    this.#lifted = id;
    this.#isStepped = isStepped;
    this.#course = this.#courseOf(id);
    this.#over = this.#course.places.find(({ isOwn }) => isOwn);
    this.#heard = this.#over;
  }

  follow(): void {
    // dnd-kit may tell of the last step after the end.
    if (this.#lifted === null) return;
    if (!this.#isStepped) this.#over = this.#nearest() ?? this.#over;
    this.#show();
  }

  readonly step: KeyboardCoordinateGetter = (event, { currentCoordinates }) => {
    const by = stepOf[event.code];
    if (by === undefined || this.#over === undefined) return undefined;
    event.preventDefault();
    const { places } = this.#course;
    const next = places[places.indexOf(this.#over) + by];
    const top = next && this.#topOf(next);
    if (top === undefined) return undefined;
    this.#over = next;
    return { x: currentCoordinates.x, y: top };
  };

  end(_how: { isDropped: boolean }): void {
    this.#lifted = null;
    this.#line.hide();
    this.#enter(null);
  }

  /** The place, once after each change of it. */
  news(): Found | undefined {
    if (this.#over === this.#heard) return undefined;
    this.#heard = this.#over;
    return this.#over;
  }

  #nearest(): Found | undefined {
    const handle = this.#row(this.#lifted)?.handle.current?.getBoundingClientRect();
    if (handle === undefined) return undefined;
    const at = (handle.top + handle.bottom) / 2;
    let best: { place: Found; distance: number } | undefined;
    for (const place of this.#course.places) {
      const distance = this.#distance(place, at);
      if (distance !== undefined && (best === undefined || distance < best.distance)) best = { place, distance };
    }
    return best?.place;
  }

  /** None anywhere over the card's own place. */
  #distance(place: Found, at: number): number | undefined {
    if (!place.isOwn) {
      const top = this.#topOf(place);
      return top === undefined ? undefined : Math.abs(top - at);
    }
    const own = this.#ownRect();
    return own && Math.max(own.top - at, at - own.bottom, 0);
  }

  #topOf(place: Found): number | undefined {
    if (place.isOwn) return this.#ownRect()?.top;
    const above = this.#rect(place.after);
    const below = this.#rect(place.before);
    return above === undefined ? below && below.top - HALF_GAP : above.bottom + HALF_GAP;
  }

  #show(): void {
    const place = this.#over;
    const top = place && this.#topOf(place);
    const beside = place && (this.#rect(place.after) ?? this.#rect(place.before));
    if (place === undefined || place.isOwn || top === undefined || beside === undefined) {
      this.#line.hide();
      this.#enter(null);
      return;
    }
    this.#line.show({ top, left: beside.left, width: beside.width });
    this.#enter(this.#row(place.groupId)?.card.current ?? null);
  }

  /** Marks the group that the card would be in. */
  #enter(group: HTMLElement | null): void {
    if (this.#entered === group) return;
    this.#entered?.removeAttribute("data-entered");
    group?.setAttribute("data-entered", "");
    this.#entered = group;
  }

  #row(id: string | null) {
    return id === null ? undefined : this.#rows.get(id);
  }

  #rect(id: string | null): DOMRect | undefined {
    return this.#row(id)?.card.current?.getBoundingClientRect();
  }

  /** Where the lifted card stands while it is not moved. */
  #ownRect(): { top: number; bottom: number } | undefined {
    const card = this.#row(this.#lifted)?.card.current;
    if (card == null) return undefined;
    const { top, bottom } = card.getBoundingClientRect();
    const moved = new DOMMatrixReadOnly(card.style.transform).m42;
    return { top: top - moved, bottom: bottom - moved };
  }
}
