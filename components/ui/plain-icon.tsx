import type { ComponentProps } from "react";

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
