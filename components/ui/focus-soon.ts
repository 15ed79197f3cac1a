/**
 * How many drawings of the page what is about to appear may take: a row of a long list comes after it was scrolled to.
 */
const MOST_FRAMES = 60;

/**
 * Moves the focus once the page has been drawn again: to what is about to appear, or away from what is about to go.
 * Without this, whoever uses the keyboard starts again at the top of the page. Whoever has gone on meanwhile is left
 * alone.
 */
export function focusSoon(find: () => HTMLElement | null | undefined): void {
  const before = document.activeElement;
  const look = (framesLeft: number) => {
    const focused = document.activeElement;
    if (focused !== before && focused !== document.body && framesLeft < MOST_FRAMES) return;
    const found = find();
    if (found != null) found.focus();
    else if (framesLeft > 0) requestAnimationFrame(() => look(framesLeft - 1));
  };
  requestAnimationFrame(() => look(MOST_FRAMES));
}
