"use client";

import { type ReactNode, type Ref, useImperativeHandle, useRef, useState } from "react";
import { cn } from "../cn";
import { lazy } from "../lazy/lazy";

// Most lists are short.
const WindowedList = lazy(() => import("./windowed-list").then((file) => file.WindowedList), FirstRows);

/** Brings a row into sight, by its position from 0; one that is in sight stays where it is. */
export type ScrollToRow = (index: number) => void;

export interface LongListProps {
  /** One a row, in their order. */
  keys: readonly string[];
  renderRow: (key: string, index: number) => ReactNode;
  /** Names the list for screen readers. */
  label: string;
  /** Of a row, in pixels, until it was measured. */
  estimatedHeight: number;
  /** Rows that must stay although they are out of sight: an open editor, the card that is being moved. */
  isKept?: (key: string) => boolean;
  scrollRef?: Ref<ScrollToRow>;
  className?: string;
}

/** As many rows as are drawn at once without anybody feeling it. */
const AT_ONCE = 60;

/**
 * A list of any length that scrolls with the page. Of a long one only the rows near the window exist.
 */
export function LongList(props: LongListProps) {
  const { keys, isKept } = props;
  const [isWindowed, setIsWindowed] = useState(false);
  // Rows are made anew then, and what is kept would lose what was typed into it.
  if (!isWindowed && keys.length > AT_ONCE && !(isKept && keys.some(isKept))) setIsWindowed(true);
  return isWindowed ? <WindowedList {...props} /> : <WholeList {...props} />;
}

function WholeList({ keys, renderRow, label, scrollRef, className }: LongListProps) {
  const listRef = useRef<HTMLUListElement>(null);
  useImperativeHandle(
    scrollRef,
    () => (index) => listRef.current?.children[index]?.scrollIntoView({ block: "nearest" }),
  );
  return (
    <ul ref={listRef} aria-label={label} className={className}>
      {keys.map((key, index) => (
        // The header stays at the top of the window.
        <li key={key} className="scroll-mt-26 scroll-mb-4">
          {renderRow(key, index)}
        </li>
      ))}
    </ul>
  );
}

/** As many rows as a window shows. */
const COUNT = 20;

/**
 * The first rows of a long list, in the height of the whole: what the server draws, and the browser until it has what
 * finds out which rows are in sight.
 */
function FirstRows({ keys, renderRow, label, estimatedHeight, className }: LongListProps) {
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
