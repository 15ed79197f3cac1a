import type { KeyboardEvent, PointerEvent as ReactPointerEvent, RefObject } from "react";
import { EarlyKeys } from "./early-keys";

type Press = ReactPointerEvent<HTMLElement> | KeyboardEvent<HTMLElement>;

/** A card on the screen and the handle that it is moved by. */
export interface MovableRow {
  readonly id: string;
  /** Tells one that was taken away from one that came in its place. */
  readonly serial: number;
  readonly card: RefObject<HTMLElement | null>;
  readonly handle: RefObject<HTMLElement | null>;
}

/** What answers a press on a handle. */
export interface PressListeners {
  readonly onPointerDown?: (press: Press) => void;
  readonly onKeyDown?: (press: Press) => void;
}

/** Others mean nothing to a card that lies. */
const LIFTING_KEYS: ReadonlySet<string> = new Set(["Space", "Enter"]);

/** How long a move goes on when it is over: cards slide to their places, the focus goes back to its handle. */
const SETTLING_MS = 300;

/**
 * The rows that can be moved. Cards enter themselves here and hand their presses over, so that what moves them can be
 * loaded when somebody is about to: the press that came before it is not lost. Only the row that is pressed or moved is
 * held, and given to what moves it: that costs more than a card, and scrolling brings many.
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

  /** Tells when another row is held, and of rows that come and go while one is. */
  readonly subscribe = (subscriber: () => void): (() => void) => {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  };

  /** From a press to the end of the move. */
  readonly held = (): MovableRow | null => (this.#heldId === null ? null : (this.#rows.get(this.#heldId) ?? null));

  all(): Iterable<MovableRow> {
    return this.#rows.values();
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
    // One card at a time: a second finger, or the mouse beside the keys, lifts nothing.
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

  /** What moves the row hears keys from now on: those that were pressed before are pressed again. */
  readonly hear = (): void => this.#earlyKeys.replay();

  /** The move is over, or was none. */
  release(): void {
    this.#isMoving = false;
    this.#earlyKeys.forget();
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#hold(null), SETTLING_MS);
  }

  /** From now on these answer the row's presses, beginning with the one that waits. */
  connect(id: string, listeners: PressListeners): () => void {
    this.#listeners.set(id, listeners);
    if (this.#waiting?.id === id) {
      const { press } = this.#waiting;
      this.#waiting = null;
      // The others that listen to a drag are being connected in this turn.
      queueMicrotask(() => deliver(press, listeners));
    }
    return () => {
      if (this.#listeners.get(id) === listeners) this.#listeners.delete(id);
    };
  }

  /** A finger that has left moves nothing; a key stands for a lift that goes on. */
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

  /** The handle has lost the focus before its row was lifted: a later lift would be a surprise. */
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
