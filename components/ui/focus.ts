/** Milliseconds to wait for an element: a row of a long list appears after scrolling. */
const PATIENCE_MS = 1_000;

/**
 * Moves the focus after the next render: to an element that is about to appear, or away from one that is about to go.
 * Without this, a keyboard user would start again at the top of the page. It does nothing when the person has moved on
 * meanwhile, with Tab or by a press elsewhere.
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
    // The pressed element may return the focus before the first look, as a menu does to its button.
    const hasMoved = focused !== before && focused !== document.body && !isFirst;
    if (signal.aborted || hasMoved) return goOn();
    const found = find();
    if (found == null && performance.now() < until) return void requestAnimationFrame(() => look(false));
    goOn();
    found?.focus(options);
  };
  requestAnimationFrame(() => look(true));
}

/** Whether somebody types in a field outside of the element: then the focus must not move. */
export function isTypingOutside(element: Element | null): boolean {
  const focused = document.activeElement;
  const isField = focused?.matches("input, textarea, select") === true;
  return isField && element?.contains(focused) !== true;
}
