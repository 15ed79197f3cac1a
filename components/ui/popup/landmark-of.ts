/**
 * The element that a floating panel is appended to: the landmark of its control, so that screen readers find it in that
 * part of the page. Null means the end of the body, where panels over a dialog go.
 */
export const landmarkOf = (control: HTMLElement | null): HTMLElement | null =>
  control?.closest<HTMLElement>("[role=dialog]") ? null : (control?.closest<HTMLElement>("main, header") ?? null);
