"use client";

import { type ReactNode, type Ref, useImperativeHandle, useRef, useState } from "react";
import { Card } from "../card";
import { cn } from "../cn";
import { lazy } from "../lazy/lazy";

// Most lists are short.
const WindowedList = lazy(() => import("./windowed-list").then((file) => file.WindowedList), FirstRows);

/** Scrolls to a row by its position from 0; one in sight stays where it is. */
export type ScrollToRow = (index: number) => void;

export interface LongListProps {
  /** The rows' keys, in their order. */
  keys: readonly string[];
  renderRow: (key: string, index: number) => ReactNode;
  /** Names the list for screen readers. */
  label: string;
  /** The height of a row in pixels, until it is measured. */
  estimatedHeight: number;
  /** Rows that must stay rendered although they are out of sight: an open editor, a card that is being moved. */
  isKept?: (key: string) => boolean;
  scrollRef?: Ref<ScrollToRow>;
  className?: string;
}

/** Rows that render at once without a noticeable delay. */
const AT_ONCE = 60;

/** A list of any length that scrolls with the page. Of a long one only the rows near the window are rendered. */
export function LongList(props: LongListProps) {
  const { keys, isKept } = props;
  const [isWindowed, setIsWindowed] = useState(false);
  // The switch remounts all rows, and a kept row would lose what was typed into it.
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

/** Rows that a window shows. */
const COUNT = 20;

/**
 * The first rows of a long list, in the height of the whole. The server renders them, and the browser does until the
 * windowed list is loaded.
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

interface CardListProps<T> {
  items: readonly T[];
  renderRow: (item: T) => ReactNode;
  /** Names the list for screen readers. */
  label: string;
  /** The height of a row in pixels, until it is measured. */
  estimatedHeight: number;
  /** The head above the rows, with the columns' names. */
  head?: ReactNode;
}

/** A card with one thing a row, however many there are. Each row draws the line below itself. */
export function CardList<T extends { readonly id: string }>(props: CardListProps<T>) {
  const { items, renderRow, label, estimatedHeight, head } = props;
  const byId = new Map(items.map((item) => [item.id, item]));
  const row = (id: string) => {
    const item = byId.get(id);
    return item && renderRow(item);
  };
  return (
    // `overflow: clip` and not `hidden`, so that sticky content sticks to the window.
    <Card className="overflow-clip">
      {head}
      <LongList
        label={label}
        // The last row's line lies under the card's own border.
        className="-mb-px"
        keys={[...byId.keys()]}
        estimatedHeight={estimatedHeight}
        renderRow={row}
      />
    </Card>
  );
}
