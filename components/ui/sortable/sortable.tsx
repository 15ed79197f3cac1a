"use client";

import {
  type ComponentProps,
  createContext,
  type KeyboardEvent as KeyPress,
  type PointerEvent as PointerPress,
  type ReactNode,
  type RefObject,
  useContext,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { Listeners } from "@/lib/client/store";
import { cn } from "../cn";
import { dots, onePathIcon } from "../icons";
import { lazy } from "../lazy/lazy";
import type { TreeCourse, TreePlace } from "./motions";

const AreaContext = createContext<{ rows: MovableRows; instructionsId: string } | null>(null);

interface SortableAreaProps extends Pick<SortableTreeProps, "className" | "children"> {
  /** What moves the cards. It is rendered, and its code loaded, when somebody comes near: most visits only read. */
  renderDrag: (rows: MovableRows) => ReactNode;
}

/** Where cards can be moved by mouse, touch and keyboard. Cards use `useMovable`. */
function SortableArea({ className, renderDrag, children }: SortableAreaProps) {
  const instructionsId = useId();
  const [context] = useState(() => ({ rows: new MovableRows(), instructionsId }));
  const { rows } = context;
  const [isNear, setIsNear] = useState(false);
  const approach = () => setIsNear(true);
  // Escape puts a lifted card back, and closes nothing around it.
  const keepEscape = (event: KeyPress) => {
    if (event.key === "Escape" && rows.isMoving()) event.preventDefault();
  };
  return (
    <AreaContext value={context}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what is done here is done to the cards' handles */}
      <div className={className} onPointerEnter={approach} onFocus={approach} onKeyDown={keepEscape}>
        {children}
      </div>
      {/* Screen readers read it when a handle gets the focus. */}
      <p id={instructionsId} hidden>
        To move it, press space. Then the up and down arrows move it, space drops it, and escape puts it back.
      </p>
      {isNear && renderDrag(rows)}
    </AreaContext>
  );
}

/** Registers a card in the area around it. @returns the props of its card and its handle */
export function useMovable<Card extends HTMLElement = HTMLElement>(id: string) {
  const context = useContext(AreaContext);
  if (context === null) throw new Error("useMovable is for what is inside of a SortableArea");
  const { rows, instructionsId } = context;
  const card = useRef<Card>(null);
  const handle = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => rows.add({ id, card, handle }), [rows, id]);
  const onPress = (press: Press) => rows.press(id, press);
  return {
    cardRef: card,
    handleProps: {
      ref: handle,
      "aria-roledescription": "sortable",
      "aria-describedby": instructionsId,
      onPointerDown: onPress,
      onKeyDown: onPress,
    },
  };
}

const gripIcon = onePathIcon(dots([9, 5], [9, 12], [9, 19], [15, 5], [15, 12], [15, 19]), "size-4");

/** How a card looks while it is moved. */
export const liftedLook = "data-lifted:z-10 data-lifted:shadow-pop data-lifted:ring-2 data-lifted:ring-accent";

/** What a card is moved by: it takes the handle's props of `useMovable`. */
export function MoveHandle({ className, ...props }: ComponentProps<"button">) {
  return (
    <button
      type="button"
      {...props}
      className={cn(
        "flex h-7 w-5 shrink-0 cursor-grab touch-none items-center justify-center rounded-chip text-faint",
        "hover:bg-hover hover:text-ink active:cursor-grabbing pointer-coarse:h-11 pointer-coarse:w-8",
        className,
      )}
    >
      {gripIcon}
    </button>
  );
}

// A tenth of the page's script. Without a network cards are not dragged, but their menus move them.
const ListDrag = lazy(() => import("./drag").then((file) => file.ListDrag));
const TreeDrag = lazy(() => import("./drag").then((file) => file.TreeDrag));

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

/** Items can be moved in one list; only those on screen need to be rendered. */
export function SortableList({ children, isEnabled, ...list }: SortableListProps) {
  return <SortableArea renderDrag={(rows) => isEnabled && <ListDrag {...list} rows={rows} />}>{children}</SortableArea>;
}

export interface SortableTreeProps {
  className?: string | undefined;
  /** Called when a card is lifted; must stay the same function. */
  courseOf: (id: string) => TreeCourse;
  /** Called when a card was dropped in another place than its own. */
  onMove: (id: string, to: TreePlace) => void;
  children: ReactNode;
}

/** Cards of which some are groups of others: they can be moved within, into and out of groups. */
export function SortableTree({ className, children, ...tree }: SortableTreeProps) {
  return (
    <div className="relative">
      <SortableArea className={className} renderDrag={(rows) => <TreeDrag {...tree} rows={rows} />}>
        {children}
      </SortableArea>
    </div>
  );
}

export type Press = PointerPress<HTMLElement> | KeyPress<HTMLElement>;

/** A rendered card and its drag handle. */
export interface MovableRow {
  readonly id: string;
  readonly card: RefObject<HTMLElement | null>;
  readonly handle: RefObject<HTMLElement | null>;
}

/** Other keys have no meaning for a card that is not lifted. */
const LIFTING_KEYS: ReadonlySet<string> = new Set(["Space", "Enter"]);

/** Milliseconds after a drop in which the move still counts: cards slide, and the focus returns to the handle. */
const SETTLING_MS = 300;

/**
 * Cards register here and pass on their presses, so that none is lost while the drag code loads. That code gets only a
 * pressed or moving row, because it costs more than rendering a card, and scrolling renders many.
 */
export class MovableRows {
  readonly #rows = new Map<string, MovableRow>();
  readonly #answers = new Map<string, (press: Press) => void>();
  readonly #listeners = new Listeners();
  #heldId: string | null = null;
  #isMoving = false;
  #settling: ReturnType<typeof setTimeout> | undefined;
  /** The press on the held row, until something answers it. */
  #waiting: Press | null = null;
  #earlyKeys: ReturnType<typeof holdKeysBack> | undefined;

  /** Calls back when another row is held, and when rows come and go during a hold. */
  readonly subscribe = this.#listeners.subscribe;

  /** From a press to the end of the move. */
  readonly held = (): MovableRow | null => (this.#heldId === null ? null : (this.#rows.get(this.#heldId) ?? null));

  readonly get = (id: string): MovableRow | undefined => this.#rows.get(id);

  readonly isMoving = (): boolean => this.#isMoving;

  add(row: MovableRow): () => void {
    this.#rows.set(row.id, row);
    if (this.#heldId !== null) this.#listeners.tell();
    return () => {
      // Another one may have taken its place.
      if (this.#rows.get(row.id) !== row) return;
      this.#rows.delete(row.id);
      if (this.#heldId !== null) this.#listeners.tell();
    };
  }

  press(id: string, press: Press): void {
    if ("code" in press && !LIFTING_KEYS.has(press.code)) return;
    // One card at a time: a second finger, or the mouse during a move by keys, lifts nothing.
    if (this.#isMoving && id !== this.#heldId) return;
    clearTimeout(this.#settling);
    if ("pointerId" in press) this.#releaseWith(press.pointerId);
    else if (!this.#isMoving) {
      this.#earlyKeys?.end();
      this.#earlyKeys = holdKeysBack(press.currentTarget, this.#giveUp);
    }
    const answer = this.#answers.get(id);
    if (answer === undefined) {
      this.#waiting = press;
      this.#hold(id);
    } else answer(press);
  }

  /** The held row is lifted. */
  begin(): void {
    this.#isMoving = true;
  }

  /** The drag code listens to keys from now on: those held back are replayed. */
  readonly hear = (): void => this.#earlyKeys?.replay();

  /** The move has ended, or there was none. */
  release(): void {
    this.#isMoving = false;
    this.#earlyKeys?.end();
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#hold(null), SETTLING_MS);
  }

  /** Sets what answers the row's presses, beginning with the one that waits. */
  connect(id: string, answer: (press: Press) => void): () => void {
    this.#answers.set(id, answer);
    const press = id === this.#heldId ? this.#waiting : null;
    if (press !== null) {
      this.#waiting = null;
      // Other listeners of the drag are connected in this same turn.
      queueMicrotask(() => answer(press));
    }
    return () => {
      if (this.#answers.get(id) === answer) this.#answers.delete(id);
    };
  }

  /** A finger that was lifted moves nothing; a key press begins a move that goes on. */
  #releaseWith(pointerId: number): void {
    const listening = new AbortController();
    const onEnd = (event: PointerEvent) => {
      if (event.pointerId !== pointerId) return;
      listening.abort();
      this.#waiting = null;
      this.release();
    };
    for (const end of ["pointerup", "pointercancel"] as const) {
      window.addEventListener(end, onEnd, { signal: listening.signal });
    }
  }

  /** The handle lost the focus before its row was lifted: a later lift would surprise. */
  readonly #giveUp = (): void => {
    this.#waiting = null;
    if (!this.#isMoving) this.release();
  };

  #hold(id: string | null): void {
    this.#heldId = id;
    this.#listeners.tell();
  }
}

/** The keys of a lifted card: move, drop and cancel. */
const HEARD: ReadonlySet<string> = new Set(["ArrowUp", "ArrowDown", "Space", "Enter", "Escape"]);

/**
 * Holds back what somebody presses right after lifting a card, before anything listens: the drag code may still be
 * loading, and dnd-kit begins to listen in a timer after the lift.
 * @param handle has the focus
 * @param onLeave called when it loses the focus before the keys were replayed
 */
function holdKeysBack(handle: HTMLElement, onLeave: () => void) {
  const keys: KeyboardEvent[] = [];
  const holding = new AbortController();
  const keep = (event: KeyboardEvent) => {
    if (!HEARD.has(event.code)) return;
    event.preventDefault();
    event.stopPropagation();
    keys.push(event);
  };
  const end = () => {
    holding.abort();
    return keys.splice(0);
  };
  const leave = () => {
    end();
    onLeave();
  };
  handle.addEventListener("keydown", keep, { signal: holding.signal });
  handle.addEventListener("blur", leave, { signal: holding.signal });
  return {
    end,
    replay: () => {
      for (const { key, code } of end()) {
        handle.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }));
      }
    },
  };
}
