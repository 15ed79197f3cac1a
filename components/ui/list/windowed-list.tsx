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

/** Renders only the rows of a long list that are in sight. The page scrolls as a whole. */
export function WindowedList(props: LongListProps) {
  const { keys, renderRow, label, estimatedHeight, isKept, scrollRef, className } = props;
  const listRef = useRef<HTMLUListElement>(null);
  const top = useTop(listRef, props);
  const virtualizer = useWindowVirtualizer({
    count: keys.length,
    estimateSize: () => estimatedHeight,
    // The same function while its result is the same: with another one every position is computed again.
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
    // The first rows render with the list and not after it, because frames continue meanwhile.
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    // A move by keyboard goes to a neighbour, which must be rendered to be found.
    overscan: 6,
    // A few rows beyond the window are rendered already, so the next ones can wait for a frame with time.
    useFlushSync: false,
    // Positions of rows count from the page's top.
    scrollMargin: top,
    rangeExtractor: (range) => {
      const kept = keys.flatMap((key, index) => (isKept?.(key) ? [index] : []));
      return [...new Set([...defaultRangeExtractor(range), ...kept])].sort((a, b) => a - b);
    },
  });
  const items = virtualizer.getVirtualItems();
  const range = virtualizer.range;
  const isInSight = ({ index }: VirtualItem) => range !== null && index >= range.startIndex && index <= range.endIndex;
  const rendered = useGradualRows(
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
          // An empty slot would be measured instead of the row.
          ref={rendered.has(String(key)) ? virtualizer.measureElement : null}
          data-index={index}
          // The browser restores the scroll position after a reload by an anchor; without an id the anchor would be the
          // row's number among the rendered rows.
          id={`row-${key}`}
          // Rows out of sight do not exist, so each row has its position in the whole list.
          aria-setsize={keys.length}
          aria-posinset={index + 1}
          className="absolute inset-x-0"
          style={{ top: start - top }}
        >
          {rendered.has(String(key)) && <Row rowKey={String(key)} index={index} renderRow={renderRow} />}
        </li>
      ))}
    </ul>
  );
}

interface RowProps extends Pick<LongListProps, "renderRow"> {
  rowKey: string;
  index: number;
}

/** Scrolling renders the list again with every few rows, and rows that stay must cost nothing. */
const Row = memo(function Row({ rowKey, index, renderRow }: RowProps) {
  return renderRow(rowKey, index);
});

/**
 * The distance of an element from the page's top, in pixels.
 * @param rendering another object after each render of the parent, which may have changed the content above
 */
function useTop(ref: RefObject<HTMLElement | null>, rendering: object): number {
  const [top, setTop] = useState(0);
  const measure = useCallback(() => {
    if (ref.current !== null) setTop(ref.current.getBoundingClientRect().top + window.scrollY);
  }, [ref]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: not with each scroll: to ask is to lay out
  useLayoutEffect(measure, [measure, rendering]);
  // Other content above it changes its height on its own.
  useEffect(() => {
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [measure]);
  return top;
}

/** Rows added in one frame beside those that stay. */
const BESIDE_OTHERS = 5;

/** Rows added at once in an empty list: about one window. */
const ALONE = 12;

/**
 * Spreads the rendering of rows over frames. When somebody flings the list, some rows are empty slots for a frame or
 * two, and the list keeps moving.
 * @param wanted the rows to render, the most needed first
 * @returns the rows that may render now; the others follow by themselves
 */
function useGradualRows(wanted: readonly string[]): ReadonlySet<string> {
  const [rendered, setRendered] = useState<ReadonlySet<string>>(() => new Set(wanted.slice(0, ALONE)));
  useLayoutEffect(() => {
    if (wanted.every((key) => rendered.has(key))) return;
    // Before this frame is painted, not after it.
    const frame = requestAnimationFrame(() => flushSync(() => setRendered(withSomeMore(rendered, wanted))));
    return () => cancelAnimationFrame(frame);
  });
  return rendered;
}

function withSomeMore(rendered: ReadonlySet<string>, wanted: readonly string[]): ReadonlySet<string> {
  const staying = wanted.filter((key) => rendered.has(key));
  const coming = wanted.filter((key) => !rendered.has(key));
  return new Set([...staying, ...coming.slice(0, staying.length === 0 ? ALONE : BESIDE_OTHERS)]);
}
