import type { ComponentProps } from "react";

/**
 * An icon in the library's style, from its shapes. For what comes with every page and is hardly ever seen: the
 * library's own icons would bring the code that draws them along.
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
