/** What a lifted card hears: it is moved, dropped or put back. */
const HEARD: ReadonlySet<string> = new Set(["ArrowUp", "ArrowDown", "Space", "Enter", "Escape"]);

/**
 * The keys that quick hands press after the one that lifts a card, before anything listens to them: what moves cards may
 * still be loading, and dnd-kit listens a timer after the lift. They are kept back here and pressed again in their order.
 */
export class EarlyKeys {
  #keys: KeyboardEvent[] = [];
  #handle: HTMLElement | null = null;
  #collecting: AbortController | undefined;

  /**
   * From now on keys are kept.
   * @param handle has the focus
   * @param onLeave the focus left it before the keys were heard
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
