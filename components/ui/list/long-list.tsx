"use client";

import { lazy, type ReactNode, type Ref, Suspense, useImperativeHandle, useRef, useState } from "react";

/** Brings a row into sight, by its place from 0; one that is in sight stays where it is. */
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

/** As many as a window shows, for the moment until the rows near it are known. */
export const AT_FIRST = 20;

const WindowedList = lazy(() =>
  import("./windowed-list").then(
    ({ WindowedList }) => ({ default: WindowedList }),
    // Without a network: slow is better than nothing.
    () => ({ default: WholeList }),
  ),
);

/**
 * A list of any length that scrolls with the page. Of a long one only the rows near the window exist; what decides which
 * is loaded for long lists alone.
 */
export function LongList(props: LongListProps) {
  const { keys, isKept } = props;
  const [isWindowed, setIsWindowed] = useState(false);
  // Rows are made anew then, and what is kept would lose what was typed into it.
  if (!isWindowed && keys.length > AT_ONCE && !(isKept && keys.some(isKept))) setIsWindowed(true);
  if (!isWindowed) return <WholeList {...props} />;
  return (
    <Suspense
      fallback={
        // As high as the whole, so that whoever scrolls meanwhile is not thrown back.
        <div style={{ minHeight: keys.length * props.estimatedHeight }}>
          <WholeList {...props} keys={keys.slice(0, AT_FIRST)} />
        </div>
      }
    >
      <WindowedList {...props} />
    </Suspense>
  );
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
