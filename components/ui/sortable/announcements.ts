import type { Announcements, UniqueIdentifier } from "@dnd-kit/core";

/** What was said last of a move. A card is moved by the pixel: only another position is news. */
export interface LastHeard {
  over: string | null;
}

/**
 * What a screen reader says during a move: positions from 1, as on the cards.
 * @param ids the order as it was before the move.
 * @param overOf the row whose position the lifted one takes now
 */
export function announcementsFor(
  ids: readonly string[],
  nameOf: (id: string) => string,
  overOf: () => string | null,
  heard: LastHeard,
): Announcements {
  const position = (id: UniqueIdentifier) => `${ids.indexOf(String(id)) + 1} of ${ids.length}`;
  const name = (id: UniqueIdentifier) => nameOf(String(id));
  return {
    onDragStart: ({ active }) => {
      heard.over = String(active.id);
      return `Lifted ${name(active.id)}. It is at position ${position(active.id)}.`;
    },
    onDragMove: ({ active }) => {
      const over = overOf();
      if (over === null || over === heard.over) return undefined;
      heard.over = over;
      return `${name(active.id)} is now at position ${position(over)}.`;
    },
    // Ours is a list that dnd-kit does not know: to it a card is never over anything.
    onDragOver: () => undefined,
    onDragEnd: ({ active }) => {
      const over = overOf();
      return over === null || over === active.id
        ? `Dropped ${name(active.id)} where it was, at position ${position(active.id)}.`
        : `Dropped ${name(active.id)} at position ${position(over)}.`;
    },
    onDragCancel: ({ active }) => `Cancelled. ${name(active.id)} is back at position ${position(active.id)}.`,
  };
}
