import { useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";

/** As many rows as come in one frame beside those that stay. */
const BESIDE_OTHERS = 5;

/** As many as come at once where there was none: what a window shows. */
const ALONE = 12;

/**
 * Spreads the drawing of rows over frames, however many come at once: a list that is flung shows a place for some of
 * them for a frame or two, and does not stand still.
 *
 * @param wanted the rows that are to be there, those that are needed most first
 * @param atFirst as many as may come with the list
 * @returns those that may be drawn now; the others follow by themselves
 */
export function useGradualRows(wanted: readonly string[], atFirst = ALONE): ReadonlySet<string> {
  const [drawn, setDrawn] = useState<ReadonlySet<string>>(() => new Set(wanted.slice(0, atFirst)));
  useLayoutEffect(() => {
    if (wanted.every((key) => drawn.has(key))) return;
    // Before this frame is painted, not after it.
    const frame = requestAnimationFrame(() => flushSync(() => setDrawn(withSomeMore(drawn, wanted))));
    return () => cancelAnimationFrame(frame);
  });
  return drawn;
}

function withSomeMore(drawn: ReadonlySet<string>, wanted: readonly string[]): ReadonlySet<string> {
  const staying = wanted.filter((key) => drawn.has(key));
  const coming = wanted.filter((key) => !drawn.has(key));
  return new Set([...staying, ...coming.slice(0, staying.length === 0 ? ALONE : BESIDE_OTHERS)]);
}
