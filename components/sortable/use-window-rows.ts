"use client";

import { defaultRangeExtractor, useWindowVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useState } from "react";

interface WindowRowsOptions {
  /** The element that the rows are in; its place on the page is where the list begins. */
  listRef: RefObject<HTMLElement | null>;
  keys: readonly string[];
  /** A guess in pixels; each row is measured when it is shown. */
  estimatedHeight: number;
  /** Rows that must stay although they are out of sight: an open editor, the card that is being moved. */
  isKept: (key: string) => boolean;
}

export interface WindowRows {
  rows: VirtualItem[];
  /** Of the whole list, in pixels. */
  height: number;
  /** Where the list begins on the page: rows' places count from the page's top. */
  top: number;
  measure: (element: HTMLElement | null) => void;
  scrollTo: (index: number) => void;
}

/** Shows only the rows of a long list that are in sight, in a page that scrolls as a whole. */
export function useWindowRows({ listRef, keys, estimatedHeight, isKept }: WindowRowsOptions): WindowRows {
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
    scrollMargin: top,
    rangeExtractor: (range) => {
      const kept = keys.flatMap((key, index) => (isKept(key) ? [index] : []));
      return [...new Set([...defaultRangeExtractor(range), ...kept])].sort((a, b) => a - b);
    },
  });
  return {
    rows: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    top,
    measure: virtualizer.measureElement,
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: "auto" }),
  };
}
