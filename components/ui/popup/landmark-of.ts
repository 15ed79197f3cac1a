/**
 * Where something that floats above a page belongs: into the landmark of its control, so that screen readers find it in
 * the part of the page that it came from. Null is the end of the page, which is where things over a dialog go.
 */
export const landmarkOf = (control: HTMLElement | null): HTMLElement | null =>
  control?.closest<HTMLElement>("[role=dialog]") ? null : (control?.closest<HTMLElement>("main, header") ?? null);
