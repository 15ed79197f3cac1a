import { cn } from "../cn";

/** What every field that takes text has in common. Its border has 3:1 against the ground, as WCAG 1.4.11 asks. */
export const controlClass = cn(
  "w-full min-w-0 rounded-control border border-control bg-panel px-2.5 text-base text-ink placeholder:text-faint",
  "transition-colors hover:border-muted disabled:cursor-not-allowed disabled:opacity-60",
  "aria-invalid:border-danger pointer-coarse:text-lg",
);
