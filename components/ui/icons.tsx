import type { ComponentProps } from "react";

const strokeClass = "fill-none stroke-2 stroke-current [stroke-linecap:round] [stroke-linejoin:round]";

/**
 * An icon after Lucide's, as one path. Scrolling a list renders hundreds, and Lucide's own take a component, a context
 * and up to six shapes each, which is noticeable.
 */
export const onePathIcon = (strokes: string, className = "") => (
  <svg aria-hidden viewBox="0 0 24 24" className={`${strokeClass} ${className}`}>
    <path d={strokes} />
  </svg>
);

const dot = (x: number, y: number) => `M${x - 1} ${y}a1 1 0 1 0 2 0a1 1 0 1 0-2 0`;

export const dots = (...places: readonly [x: number, y: number][]) => places.map(([x, y]) => dot(x, y)).join("");

/**
 * An icon in the library's style, made of its shapes. It serves code that every page loads and hardly anybody sees: the
 * library's icons would bring their rendering code along.
 */
export function PlainIcon(props: ComponentProps<"svg">) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      {...props}
    />
  );
}

/** A guidon: the swallow-tailed flag that leads a troop. */
export function Logo() {
  return (
    <svg viewBox="0 0 20 20" className="size-5 shrink-0 text-accent" role="img" aria-label="Guidon">
      <path d="M3.75 2v16" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
      <path d="M5.5 3.25h12.25L14 7.25l3.75 4H5.5z" fill="currentColor" />
    </svg>
  );
}
