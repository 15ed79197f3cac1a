import type { KeyboardCoordinateGetter } from "@dnd-kit/core";
import type { MovableRows } from "./sortable";

/** Where a lifted card can be put. */
interface Place {
  /** Completes "It is …": "at position 2 of 4", "first in group 2". */
  readonly words: string;
  /** Whether the card stands there now. */
  readonly isOwn: boolean;
}

/** The places that a card can take, in order of appearance. */
export interface Course<Found extends Place> {
  /** As the card is called before the move, which changes the numbers. */
  readonly name: string;
  readonly places: readonly Found[];
}

/** The number of places that a key moves a card. */
const stepOf: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };

/**
 * How a lifted card finds its place, and what the others show of it meanwhile. Cards are measured each time, because
 * the page scrolls meanwhile and rows come and go. No row renders for a move: dnd-kit's own lists render each row,
 * which takes three frames for the lift alone in a list of thirty.
 */
export abstract class Motion<Found extends Place = Place> {
  protected course: Course<Found> = { name: "", places: [] };
  protected lifted: string | null = null;
  #isStepped = false;
  #over: Found | undefined;
  #heard: Found | undefined;

  constructor(
    protected readonly rows: MovableRows,
    private readonly courseOf: (id: string) => Course<Found>,
  ) {}

  get name(): string {
    return this.course.name;
  }

  /** The place that the lifted card would take, or has taken; undefined: none was lifted. */
  get over(): Found | undefined {
    return this.#over;
  }

  get own(): Found | undefined {
    return this.course.places.find(({ isOwn }) => isOwn);
  }

  get isMoved(): boolean {
    return this.#over?.isOwn === false;
  }

  /** Keys move a card from place to place; the pointer moves it by what it is over. */
  lift(id: string, { isStepped }: { isStepped: boolean }): void {
    this.lifted = id;
    this.#isStepped = isStepped;
    this.course = this.courseOf(id);
    this.#over = this.own;
    this.#heard = this.#over;
  }

  /** Called when the lifted card moved, or the list below it. */
  follow(): void {
    // dnd-kit may tell of the last step after the end.
    if (this.lifted === null) return;
    if (!this.#isStepped) this.#over = this.nearest() ?? this.#over;
    this.show();
  }

  /** The position to which a key moves the lifted card: the next one that is rendered. */
  readonly step: KeyboardCoordinateGetter = (event, { currentCoordinates }) => {
    const by = stepOf[event.code];
    if (by === undefined || this.#over === undefined) return undefined;
    event.preventDefault();
    const { places } = this.course;
    const at = places.indexOf(this.#over);
    const beyond = by === 1 ? places.slice(at + 1) : places.slice(0, at).reverse();
    const next = beyond.find((place) => this.topAt(place) !== undefined);
    const top = next && this.topAt(next);
    if (top === undefined) return undefined;
    this.#over = next;
    return { x: currentCoordinates.x, y: top };
  };

  /** The place, once after each change of it, until the move ends. */
  news(): Found | undefined {
    if (this.#over === this.#heard) return undefined;
    this.#heard = this.#over;
    return this.#over;
  }

  /**
   * Ends the move. The place that was found stays known, for what is said of it, and is no news any more.
   * @param isDropped the list already renders the card in its new place; otherwise it returns to its own
   */
  end({ isDropped }: { isDropped: boolean }): void {
    this.#heard = this.#over;
    this.lifted = null;
    this.clear(isDropped);
  }

  /** The place that the card is over. */
  protected abstract nearest(): Found | undefined;
  /** The top of a card in that place, in pixels from the window's top; undefined while it is not rendered. */
  protected abstract topAt(place: Found): number | undefined;
  /** Shows where the card would go. */
  protected abstract show(): void;
  protected abstract clear(isDropped: boolean): void;

  protected card(id: string | null): HTMLElement | null {
    return (id === null ? undefined : this.rows.get(id))?.card.current ?? null;
  }
}

type Edges = Pick<DOMRect, "top" | "bottom">;
const middle = ({ top, bottom }: Edges): number => (top + bottom) / 2;

/** The one for which the distance is the smallest; those without one are left out. */
function closest<Found>(all: readonly Found[], distanceOf: (one: Found) => number | undefined): Found | undefined {
  const near = all.flatMap((one) => {
    const distance = distanceOf(one);
    return distance === undefined ? [] : [{ one, distance }];
  });
  return near.sort((a, b) => a.distance - b.distance)[0]?.one;
}

/** The place of another card in a list, or the lifted card's own. */
export interface ListPlace extends Place {
  readonly id: string;
}

/** Milliseconds of the animation in which the others make room. */
const SLIDE_MS = 200;

/** The place of a lifted card in a list, whose other cards make room for it. */
export class Sorting extends Motion<ListPlace> {
  readonly #moved = new Set<HTMLElement>();
  #isRoomDue = false;
  #forget = () => {};

  override lift(id: string, how: { isStepped: boolean }): void {
    super.lift(id, how);
    this.#forget = this.rows.subscribe(() => this.#makeRoomSoon());
  }

  protected nearest(): ListPlace | undefined {
    const card = this.card(this.lifted);
    const own = this.#slot(this.lifted);
    if (card === null || own === undefined) return undefined;
    // A slot is the card and the gap above it.
    const at = card.getBoundingClientRect().bottom - (own.bottom - own.top) / 2;
    return closest(this.course.places, ({ id }) => {
      const slot = this.#slot(id);
      return slot && Math.abs(middle(slot) - at);
    });
  }

  protected topAt({ id }: ListPlace): number | undefined {
    const [card, own, slot] = [this.card(this.lifted), this.#slot(this.lifted), this.#slot(id)];
    if (card === null || own === undefined || slot === undefined) return undefined;
    const bottom = slot.top > own.top ? slot.bottom : slot.top + own.bottom - own.top;
    return bottom - card.offsetHeight;
  }

  protected show(): void {
    const own = this.#slot(this.lifted);
    if (own === undefined || this.over === undefined) return;
    const { places } = this.course;
    const from = places.findIndex(({ isOwn }) => isOwn);
    const to = places.indexOf(this.over);
    const height = own.bottom - own.top;
    for (const [index, { id }] of places.entries()) {
      const card = this.card(id);
      if (card === null || index === from) continue;
      const by = index > from && index <= to ? -height : index < from && index >= to ? height : 0;
      if (by === 0 && !this.#moved.has(card)) continue;
      this.#moved.add(card);
      card.style.transition = `transform ${SLIDE_MS}ms ease`;
      card.style.transform = by === 0 ? "" : `translate3d(0, ${by}px, 0)`;
    }
  }

  protected clear(isDropped: boolean): void {
    this.#forget();
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

  /** Where a card stands without the effects of the move. */
  #slot(id: string | null): Edges | undefined {
    return this.card(id)?.parentElement?.getBoundingClientRect();
  }

  /** Several rows render at once: they are measured after the last one, and before the paint. */
  #makeRoomSoon(): void {
    if (this.#isRoomDue) return;
    this.#isRoomDue = true;
    queueMicrotask(() => {
      this.#isRoomDue = false;
      if (this.lifted !== null) this.show();
    });
  }
}

/** The place of a card among cards of which some are groups of others. */
export interface TreePlace extends Pick<Place, "isOwn"> {
  /** The group's card; null: the whole. */
  readonly groupId: string | null;
  /** Among the other cards of that group. */
  readonly index: number;
  /** The neighbours there; null at the group's edge. */
  readonly after: string | null;
  readonly before: string | null;
}

export type TreeCourse = Course<TreePlace & Place>;

/** Shows where the card would go, in pixels from the window's top and left; null: nowhere. */
export type ShowLine = (at: { top: number; left: number; width: number } | null) => void;

/** Half of the gap between two cards, in pixels. */
const HALF_GAP = 4;

/**
 * The place of a lifted card in a tree. Unlike in a list the others stay where they are, and a line shows the place:
 * groups that grew and shrank under the hand would move the very places that it aims at.
 */
export class Nesting extends Motion<TreePlace & Place> {
  #entered: HTMLElement | null = null;

  constructor(
    rows: MovableRows,
    private readonly showLine: ShowLine,
    courseOf: (id: string) => TreeCourse,
  ) {
    super(rows, courseOf);
  }

  protected nearest() {
    const handle = this.rows.get(this.lifted ?? "")?.handle.current?.getBoundingClientRect();
    if (handle === undefined) return undefined;
    const at = middle(handle);
    return closest(this.course.places, (place) => {
      const top = this.topAt(place);
      if (!place.isOwn) return top === undefined ? undefined : Math.abs(top - at);
      const own = this.#ownEdges();
      // None anywhere over the card's own place.
      return own && Math.max(own.top - at, at - own.bottom, 0);
    });
  }

  protected topAt({ isOwn, after, before }: TreePlace): number | undefined {
    if (isOwn) return this.#ownEdges()?.top;
    const above = this.card(after)?.getBoundingClientRect();
    const below = this.card(before)?.getBoundingClientRect();
    return above === undefined ? below && below.top - HALF_GAP : above.bottom + HALF_GAP;
  }

  protected show(): void {
    const place = this.isMoved ? this.over : undefined;
    const top = place && this.topAt(place);
    const beside = place && (this.card(place.after) ?? this.card(place.before))?.getBoundingClientRect();
    const at = top === undefined || beside === undefined ? null : { top, left: beside.left, width: beside.width };
    this.showLine(at);
    this.#enter(at && this.card(place?.groupId ?? null));
  }

  protected clear(): void {
    this.showLine(null);
    this.#enter(null);
  }

  /** Marks the group that the card would be in. */
  #enter(group: HTMLElement | null): void {
    if (this.#entered === group) return;
    this.#entered?.removeAttribute("data-entered");
    group?.setAttribute("data-entered", "");
    this.#entered = group;
  }

  /** Where the lifted card stands while it is not moved. */
  #ownEdges(): Edges | undefined {
    const card = this.card(this.lifted);
    if (card === null) return undefined;
    const { top, bottom } = card.getBoundingClientRect();
    const moved = new DOMMatrixReadOnly(card.style.transform).m42;
    return { top: top - moved, bottom: bottom - moved };
  }
}
