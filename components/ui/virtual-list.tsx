"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { cn } from "./cn";

interface VirtualListProps<T> {
  items: readonly T[];
  keyOf: (item: T) => string;
  /** Of a row, in pixels, until it was measured. */
  estimatedHeight: number;
  /** Names the list for screen readers. */
  label: string;
  className?: string;
  renderRow: (item: T) => ReactNode;
}

/** A list of any length that scrolls with the page: only the rows near the window exist. */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { items, keyOf, estimatedHeight, label, className, renderRow } = props;
  const listRef = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const list = listRef.current;
    if (list !== null) setTop(list.getBoundingClientRect().top + window.scrollY);
  }, []);

  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => estimatedHeight,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
    overscan: 8,
    scrollMargin: top,
  });

  return (
    <ul
      ref={listRef}
      aria-label={label}
      style={{ height: virtualizer.getTotalSize() }}
      className={cn("relative", className)}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const item = items[index];
        if (item === undefined) return null;
        return (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0 last:*:border-b-0"
            style={{ transform: `translateY(${start - top}px)` }}
          >
            {renderRow(item)}
          </li>
        );
      })}
    </ul>
  );
}
