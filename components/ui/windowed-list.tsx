"use client";

import { defaultRangeExtractor, useWindowVirtualizer } from "@tanstack/react-virtual";
import { useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { cn } from "./cn";
import type { LongListProps } from "./long-list";

/** Shows only the rows of a long list that are in sight, in a page that scrolls as a whole. */
export function WindowedList(props: LongListProps) {
  const { keys, renderRow, label, estimatedHeight, isKept, scrollRef, className } = props;
  const listRef = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  // Whatever is above the list may grow or shrink, so this looks again after each render; the state changes only when it did.
  useLayoutEffect(() => {
    const list = listRef.current;
    if (list !== null) setTop(list.getBoundingClientRect().top + window.scrollY);
  });
  const virtualizer = useWindowVirtualizer({
    count: keys.length,
    estimateSize: () => estimatedHeight,
    getItemKey: (index) => keys[index] ?? index,
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
  useImperativeHandle(scrollRef, () => (index) => virtualizer.scrollToIndex(index, { align: "auto" }));
  return (
    <ul
      ref={listRef}
      aria-label={label}
      className={cn("relative", className)}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => (
        <li
          key={key}
          ref={virtualizer.measureElement}
          data-index={index}
          // Rows out of sight are not there, so each says where it is.
          aria-setsize={keys.length}
          aria-posinset={index + 1}
          className="absolute inset-x-0"
          style={{ top: start - top }}
        >
          {renderRow(String(key), index)}
        </li>
      ))}
    </ul>
  );
}
