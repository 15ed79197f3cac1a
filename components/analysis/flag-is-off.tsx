import type { Flag } from "@/lib/contract/flag";

/** Whether rules decide anything at present. A report reads as if they do. */
export const isServing = ({ enabled, status }: Pick<Flag, "enabled" | "status">): boolean =>
  enabled && status !== "archived";

/** Beside a report on a flag whose rules decide nothing yet. */
export function FlagIsOff() {
  return <p className="text-muted text-sm">The flag is off: this takes effect once it is turned on.</p>;
}
