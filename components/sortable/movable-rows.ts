import type { KeyboardEvent, PointerEvent, RefObject } from "react";

type Press = PointerEvent<HTMLElement> | KeyboardEvent<HTMLElement>;

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

/**
 * The rows that can be moved now. Cards enter themselves here and hand their presses over, so that what moves them can
 * be loaded when somebody is about to: the press that came before it is not lost.
 */
export class MovableRows {
  #rows: readonly MovableRow[] = [];
  #nextSerial = 0;
  readonly #listeners = new Map<string, PressListeners>();
  #waiting: { id: string; press: Press } | null = null;
  readonly #subscribers = new Set<() => void>();

  readonly subscribe = (subscriber: () => void): (() => void) => {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  };

  readonly current = (): readonly MovableRow[] => this.#rows;

  add(row: Omit<MovableRow, "serial">): () => void {
    const added = { ...row, serial: this.#nextSerial };
    this.#nextSerial += 1;
    this.#change([...this.#rows, added]);
    return () => this.#change(this.#rows.filter((other) => other !== added));
  }

  press(id: string, press: Press): void {
    const listeners = this.#listeners.get(id);
    if (listeners !== undefined) deliver(press, listeners);
    else this.#wait({ id, press });
  }

  #wait(waiting: { id: string; press: Press }): void {
    this.#waiting = waiting;
    const forget = () => {
      if (this.#waiting === waiting) this.#waiting = null;
    };
    // A finger that has left moves nothing; a key stands for a lift that goes on.
    if (waiting.press.type === "pointerdown") {
      for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, forget, { once: true });
    }
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

  #change(rows: readonly MovableRow[]): void {
    this.#rows = rows;
    for (const subscriber of this.#subscribers) subscriber();
  }
}

function deliver(press: Press, { onPointerDown, onKeyDown }: PressListeners): void {
  if (press.type === "pointerdown") onPointerDown?.(press);
  else onKeyDown?.(press);
}
