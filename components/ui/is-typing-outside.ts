/** Whether somebody types in a field that is not within the element: then the focus is theirs. */
export function isTypingOutside(element: Element | null): boolean {
  const focused = document.activeElement;
  const isField = focused?.matches("input, textarea, select") === true;
  return isField && element?.contains(focused) !== true;
}
