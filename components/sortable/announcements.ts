import type { Announcements, UniqueIdentifier } from "@dnd-kit/core";

/**
 * What was said last of a move. The list tells of every place that a card is over, at the start its own one, too: only
 * another one is news.
 */
export interface LastHeard {
  over: string | null;
}

/**
 * What a screen reader says during a move: places from 1, as on the cards.
 * @param ids the order as it was before the move.
 */
export function announcementsFor(
  ids: readonly string[],
  nameOf: (id: string) => string,
  heard: LastHeard,
): Announcements {
  const place = (id: UniqueIdentifier) => `${ids.indexOf(String(id)) + 1} of ${ids.length}`;
  const name = (id: UniqueIdentifier) => nameOf(String(id));
  return {
    onDragStart: ({ active }) => {
      heard.over = String(active.id);
      return `Lifted ${name(active.id)}. It is at place ${place(active.id)}.`;
    },
    onDragOver: ({ active, over: target }) => {
      const next = target === null ? null : String(target.id);
      if (next === heard.over) return undefined;
      heard.over = next;
      return next === null
        ? `${name(active.id)} is outside of the list.`
        : `${name(active.id)} is now at place ${place(next)}.`;
    },
    onDragEnd: ({ active, over: target }) =>
      target === null || target.id === active.id
        ? `Dropped ${name(active.id)} where it was, at place ${place(active.id)}.`
        : `Dropped ${name(active.id)} at place ${place(target.id)}.`,
    onDragCancel: ({ active }) => `Cancelled. ${name(active.id)} is back at place ${place(active.id)}.`,
  };
}
