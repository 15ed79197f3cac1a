import type { KeyboardCoordinateGetter } from "@dnd-kit/core";

/** How a lifted card finds its place, and what the others show of it meanwhile. */
export interface Motion {
  /** Keys move a card from place to place; the pointer moves it by what it is over. */
  lift(id: string, how: { isStepped: boolean }): void;
  /** Called when the lifted card moved, or the list below it. */
  follow(): void;
  /** The position to which a key moves the lifted card. */
  readonly step: KeyboardCoordinateGetter;
  /** Whether a drop would move the card. */
  readonly isMoved: boolean;
  /**
   * Ends the move. The place that was found stays known, for what is said of it.
   * @param isDropped the list already renders the card in its new place; otherwise it returns to its own
   */
  end(how: { isDropped: boolean }): void;
}

/** The number of places that a key moves a card. */
export const stepOf: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };
