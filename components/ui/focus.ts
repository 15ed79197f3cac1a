/**
 * How long what is about to appear may take, in milliseconds: a row of a long list comes after it was scrolled to.
 */
const PATIENCE_MS = 1_000;

/**
 * Moves the focus once the page has been drawn again: to what is about to appear, or away from what is about to go.
 * Without this, whoever uses the keyboard starts again at the top of the page. Whoever has gone on meanwhile, with Tab
 * or by pressing something else, is left alone.
 */
export function focusSoon(find: () => HTMLElement | null | undefined, options?: FocusOptions): void {
  const before = document.activeElement;
  const until = performance.now() + PATIENCE_MS;
  const over = new AbortController();
  const { signal } = over;
  const goOn = () => over.abort();
  addEventListener("pointerdown", goOn, { capture: true, signal });
  addEventListener("keydown", ({ key }) => key === "Tab" && goOn(), { capture: true, signal });

  const look = (isFirst: boolean) => {
    const focused = document.activeElement;
    // What was pressed may give the focus back by itself before the first look, as a menu does to its button.
    const hasMoved = focused !== before && focused !== document.body && !isFirst;
    if (signal.aborted || hasMoved) return goOn();
    const found = find();
    if (found == null && performance.now() < until) return void requestAnimationFrame(() => look(false));
    goOn();
    found?.focus(options);
  };
  requestAnimationFrame(() => look(true));
}

/** Whether somebody types in a field that is not within the element: then the focus is theirs. */
export function isTypingOutside(element: Element | null): boolean {
  const focused = document.activeElement;
  const isField = focused?.matches("input, textarea, select") === true;
  return isField && element?.contains(focused) !== true;
}
