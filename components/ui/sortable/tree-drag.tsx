"use client";

import type { Announcements, KeyboardCoordinateGetter } from "@dnd-kit/core";
import { type RefObject, useMemo, useState } from "react";
import { DragLayer, type Motion, stepOf } from "./drag-layer";
import type { MovableRows } from "./movable-rows";
import type { SortableTreeProps } from "./sortable-tree";

interface TreeDragProps extends Pick<SortableTreeProps, "courseOf" | "onMove"> {
  rows: MovableRows;
  lineRef: RefObject<HTMLDivElement | null>;
}

/** Moves the cards of a tree: a line shows where the lifted one would go. */
export function TreeDrag({ rows, lineRef, courseOf, onMove }: TreeDragProps) {
  const [nesting] = useState(() => new Nesting(rows, lineIn(lineRef), courseOf));
  const announcements = useMemo(() => announcementsFor(nesting), [nesting]);
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
const announcementsFor = (nesting: Nesting): Announcements => ({
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

/** Where a card can stand among cards of which some are groups of others. */
export interface TreePlace {
  /** The group's card; null: the whole. */
  readonly groupId: string | null;
  /** Among the other cards of that group. */
  readonly index: number;
  /** The neighbours there; null at the group's edge. */
  readonly after: string | null;
  readonly before: string | null;
  /** Whether the card stands there now. */
  readonly isOwn: boolean;
}

/** The places that a card can take, in order of appearance, each with words for it: "first in group 2". */
export interface Course {
  readonly name: string;
  readonly places: readonly (TreePlace & { readonly words: string })[];
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
