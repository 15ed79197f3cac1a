import type { ComponentProps } from "react";

/**
 * An icon in the library's style, given its shapes. For what every page brings with it and hardly anyone ever sees: with
 * the library's own icons each of those would bring a copy of what draws them.
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
