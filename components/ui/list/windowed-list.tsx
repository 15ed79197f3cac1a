"use client";

import { defaultRangeExtractor, useWindowVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import {
  memo,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { cn } from "../cn";
import type { LongListProps } from "./long-list";

/** Shows only the rows of a long list that are in sight, in a page that scrolls as a whole. */
export function WindowedList(props: LongListProps) {
  const { keys, renderRow, label, estimatedHeight, isKept, scrollRef, className } = props;
  const listRef = useRef<HTMLUListElement>(null);
  const top = useTop(listRef, props);
  const virtualizer = useWindowVirtualizer({
    count: keys.length,
    estimateSize: () => estimatedHeight,
    // The same function while it says the same: with another one every row's place is counted anew.
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
    // The first rows are drawn with the list and not after it: while it is being drawn, frames go on.
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    // A keyboard move goes to a neighbour, which must be there to be found.
    overscan: 6,
    // Rows beyond the window are there already: what comes next may be drawn when the frame has time for it.
    useFlushSync: false,
    // Rows' places count from the page's top.
    scrollMargin: top,
    rangeExtractor: (range) => {
      const kept = keys.flatMap((key, index) => (isKept?.(key) ? [index] : []));
      return [...new Set([...defaultRangeExtractor(range), ...kept])].sort((a, b) => a - b);
    },
  });
  const items = virtualizer.getVirtualItems();
  const range = virtualizer.range;
  const isInSight = ({ index }: VirtualItem) => range !== null && index >= range.startIndex && index <= range.endIndex;
  const drawn = useGradualRows(
    [...items.filter(isInSight), ...items.filter((item) => !isInSight(item))].map(({ key }) => String(key)),
  );
  useImperativeHandle(scrollRef, () => (index) => virtualizer.scrollToIndex(index, { align: "auto" }));
  return (
    <ul
      ref={listRef}
      aria-label={label}
      className={cn("relative", className)}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {items.map(({ index, key, start }) => (
        <li
          key={key}
          // An empty place would be measured in the row's stead.
          ref={drawn.has(String(key)) ? virtualizer.measureElement : null}
          data-index={index}
          // A browser that loads the page again goes back to what was in sight, which it would else know by its number
          // among the rows that happened to be there.
          id={`row-${key}`}
          // Rows out of sight are not there, so each says where it is.
          aria-setsize={keys.length}
          aria-posinset={index + 1}
          className="absolute inset-x-0"
          style={{ top: start - top }}
        >
          {drawn.has(String(key)) && <Row rowKey={String(key)} index={index} renderRow={renderRow} />}
        </li>
      ))}
    </ul>
  );
}

interface RowProps extends Pick<LongListProps, "renderRow"> {
  rowKey: string;
  index: number;
}

/** Scrolling draws the list again with every few rows, and those that stay must cost nothing then. */
const Row = memo(function Row({ rowKey, index, renderRow }: RowProps) {
  return renderRow(rowKey, index);
});

/**
 * How far an element is from the page's top, in pixels.
 * @param drawing another object whenever whoever draws the element did so, and may have changed what is above it
 */
function useTop(ref: RefObject<HTMLElement | null>, drawing: object): number {
  const [top, setTop] = useState(0);
  const measure = useCallback(() => {
    if (ref.current !== null) setTop(ref.current.getBoundingClientRect().top + window.scrollY);
  }, [ref]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: not when the list drew itself, with each scroll: to ask then is to lay the page out twice
  useLayoutEffect(measure, [measure, drawing]);
  // What else is above it grows and shrinks without the list.
  useEffect(() => {
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [measure]);
  return top;
}

/** As many rows as come in one frame beside those that stay. */
const BESIDE_OTHERS = 5;

/** As many as come at once where there was none: what a window shows. */
const ALONE = 12;

/**
 * Spreads the drawing of rows over frames, however many come at once: a list that is flung shows a place for some of
 * them for a frame or two, and does not stand still.
 *
 * @param wanted the rows that are to be there, those that are needed most first
 * @returns those that may be drawn now; the others follow by themselves
 */
function useGradualRows(wanted: readonly string[]): ReadonlySet<string> {
  const [drawn, setDrawn] = useState<ReadonlySet<string>>(() => new Set(wanted.slice(0, ALONE)));
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
