import type { KeyboardEvent as ReactKeyboardEvent, PointerEvent as ReactPointerEvent, RefObject } from "react";

type Press = ReactPointerEvent<HTMLElement> | ReactKeyboardEvent<HTMLElement>;

/** A rendered card and its drag handle. */
export interface MovableRow {
  readonly id: string;
  /** An identity, which tells a removed row from one that replaced it. */
  readonly serial: number;
  readonly card: RefObject<HTMLElement | null>;
  readonly handle: RefObject<HTMLElement | null>;
}

/** The handlers of a handle's presses. */
export interface PressListeners {
  readonly onPointerDown?: (press: Press) => void;
  readonly onKeyDown?: (press: Press) => void;
}

/** Other keys have no meaning for a card that is not lifted. */
const LIFTING_KEYS: ReadonlySet<string> = new Set(["Space", "Enter"]);

/**
 * Milliseconds after a drop in which the move still counts: cards slide to their places, and the focus returns to the
 * handle.
 */
const SETTLING_MS = 300;

/**
 * The rows that can be moved. Cards register here and pass on their presses, so that the drag code can be loaded when a
 * press is near without losing it. Only a pressed or moving row is handed to the drag code, because that costs more
 * than rendering a card, and scrolling renders many.
 */
export class MovableRows {
  readonly #rows = new Map<string, MovableRow>();
  #nextSerial = 0;
  #heldId: string | null = null;
  #isMoving = false;
  #settling: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Map<string, PressListeners>();
  #waiting: { id: string; press: Press } | null = null;
  readonly #earlyKeys = new EarlyKeys();
  readonly #subscribers = new Set<() => void>();

  /** Calls back when another row is held, and when rows come and go during a hold. */
  readonly subscribe = (subscriber: () => void): (() => void) => {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  };

  /** From a press to the end of the move. */
  readonly held = (): MovableRow | null => (this.#heldId === null ? null : (this.#rows.get(this.#heldId) ?? null));

  all(): Iterable<MovableRow> {
    return this.#rows.values();
  }

  get(id: string): MovableRow | undefined {
    return this.#rows.get(id);
  }

  get isMoving(): boolean {
    return this.#isMoving;
  }

  add(row: Omit<MovableRow, "serial">): () => void {
    const added = { ...row, serial: this.#nextSerial };
    this.#nextSerial += 1;
    this.#rows.set(row.id, added);
    this.#tell();
    return () => {
      if (this.#rows.get(row.id) !== added) return;
      this.#rows.delete(row.id);
      this.#tell();
    };
  }

  press(id: string, press: Press): void {
    if ("code" in press && !LIFTING_KEYS.has(press.code)) return;
    // One card at a time: a second finger, or the mouse during a move by keys, lifts nothing.
    if (this.#isMoving && id !== this.#heldId) return;
    clearTimeout(this.#settling);
    if ("pointerId" in press) this.#releaseWith(press.pointerId);
    else if (!this.#isMoving) this.#earlyKeys.collect(press.currentTarget, () => this.#giveUp());
    const listeners = this.#listeners.get(id);
    if (listeners !== undefined) {
      deliver(press, listeners);
      return;
    }
    this.#waiting = { id, press };
    this.#hold(id);
  }

  /** The held row is lifted. */
  begin(): void {
    this.#isMoving = true;
  }

  /** The drag code listens to keys from now on: the keys held back are replayed. */
  readonly hear = (): void => this.#earlyKeys.replay();

  /** The move has ended, or there was none. */
  release(): void {
    this.#isMoving = false;
    this.#earlyKeys.forget();
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#hold(null), SETTLING_MS);
  }

  /** Sets the handlers of the row's presses, and calls them with the waiting press. */
  connect(id: string, listeners: PressListeners): () => void {
    this.#listeners.set(id, listeners);
    if (this.#waiting?.id === id) {
      const { press } = this.#waiting;
      this.#waiting = null;
      // Other listeners of the drag are connected in this same turn.
      queueMicrotask(() => deliver(press, listeners));
    }
    return () => {
      if (this.#listeners.get(id) === listeners) this.#listeners.delete(id);
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
  #giveUp(): void {
    this.#waiting = null;
    if (!this.#isMoving) this.release();
  }

  #hold(id: string | null): void {
    this.#heldId = id;
    this.#tell(true);
  }

  #tell(isNews = this.#heldId !== null): void {
    if (!isNews) return;
    for (const subscriber of this.#subscribers) subscriber();
  }
}

function deliver(press: Press, { onPointerDown, onKeyDown }: PressListeners): void {
  if (press.type === "pointerdown") onPointerDown?.(press);
  else onKeyDown?.(press);
}

/** The keys of a lifted card: move, drop and cancel. */
const HEARD: ReadonlySet<string> = new Set(["ArrowUp", "ArrowDown", "Space", "Enter", "Escape"]);

/**
 * Keys that somebody presses right after lifting a card, before anything listens: the drag code may still be loading,
 * and dnd-kit begins to listen in a timer after the lift. They are held back, then replayed in order.
 */
class EarlyKeys {
  #keys: KeyboardEvent[] = [];
  #handle: HTMLElement | null = null;
  #collecting: AbortController | undefined;

  /**
   * Begins to hold keys back.
   * @param handle has the focus
   * @param onLeave called when the focus leaves the handle before the keys were replayed
   */
  collect(handle: HTMLElement, onLeave: () => void): void {
    this.forget();
    this.#handle = handle;
    this.#collecting = new AbortController();
    const { signal } = this.#collecting;
    const keep = (event: KeyboardEvent) => {
      if (!HEARD.has(event.code)) return;
      event.preventDefault();
      event.stopPropagation();
      this.#keys.push(event);
    };
    handle.addEventListener("keydown", keep, { signal });
    const leave = () => {
      this.forget();
      onLeave();
    };
    handle.addEventListener("blur", leave, { signal });
  }

  replay(): void {
    const [handle, keys] = [this.#handle, this.#keys];
    this.forget();
    for (const { key, code } of keys) {
      handle?.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }));
    }
  }

  forget(): void {
    this.#collecting?.abort();
    this.#handle = null;
    this.#keys = [];
  }
}
