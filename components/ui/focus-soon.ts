/**
 * Moves the focus once the page has been drawn again: to what is about to appear, or away from what is about to go.
 * Without this, whoever uses the keyboard starts again at the top of the page.
 */
export function focusSoon(find: () => HTMLElement | null | undefined): void {
  requestAnimationFrame(() => find()?.focus());
}
