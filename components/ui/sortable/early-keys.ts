/** The keys of a lifted card: move, drop and cancel. */
const HEARD: ReadonlySet<string> = new Set(["ArrowUp", "ArrowDown", "Space", "Enter", "Escape"]);

/**
 * Keys that somebody presses right after lifting a card, before anything listens: the drag code may still be loading,
 * and dnd-kit begins to listen in a timer after the lift. They are held back, then replayed in order.
 */
export class EarlyKeys {
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
