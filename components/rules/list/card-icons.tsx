/*
 * The icons of a card after Lucide's, each as one path. Scrolling a list renders hundreds, and Lucide's own take a
 * component, a context and up to six shapes each, which is noticeable.
 */

const strokeClass = "fill-none stroke-2 stroke-current [stroke-linecap:round] [stroke-linejoin:round]";

const icon = (strokes: string, className = "") => (
  <svg aria-hidden viewBox="0 0 24 24" className={`${strokeClass} ${className}`}>
    <path d={strokes} />
  </svg>
);

const dot = (x: number, y: number) => `M${x - 1} ${y}a1 1 0 1 0 2 0a1 1 0 1 0-2 0`;

const dots = (...places: readonly [x: number, y: number][]) => places.map(([x, y]) => dot(x, y)).join("");

export const gripIcon = icon(dots([9, 5], [9, 12], [9, 19], [15, 5], [15, 12], [15, 19]), "size-4");

export const ellipsisIcon = icon(dots([5, 12], [12, 12], [19, 12]));

export const pencilIcon = icon(
  "M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32" +
    "a2 2 0 0 0 .83-.497zM15 5l4 4",
);
