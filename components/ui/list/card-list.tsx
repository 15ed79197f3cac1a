import type { ReactNode } from "react";
import { Card } from "../card";
import { LongList } from "./long-list";

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
