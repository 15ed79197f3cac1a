import { cn } from "../cn";
import type { LongListProps } from "./long-list";

/** As many rows as a window shows. */
const COUNT = 20;

/**
 * The first rows of a long list, in the height of the whole: what the server draws, and the browser until it has what
 * finds out which rows are in sight.
 */
export function FirstRows({ keys, renderRow, label, estimatedHeight, className }: LongListProps) {
  return (
    <ul aria-label={label} className={cn("relative", className)} style={{ height: keys.length * estimatedHeight }}>
      {keys.slice(0, COUNT).map((key, index) => (
        <li key={key} id={`row-${key}`} aria-setsize={keys.length} aria-posinset={index + 1}>
          {renderRow(key, index)}
        </li>
      ))}
    </ul>
  );
}
