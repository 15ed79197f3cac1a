/** Which rows of a list are selected, and where a range begins. */
interface Selection {
  readonly ids: ReadonlySet<string>;
  /** The row that was pressed last. */
  readonly anchor: string | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

export const selectAll = (shown: readonly string[]): Selection => ({
  ids: new Set(shown),
  anchor: shown.at(-1) ?? null,
});

/** Selects a row, or lets it go. */
export function toggle({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Selects all rows from the one that was pressed last to this one; only this one where that one is not shown. */
export function extend({ ids, anchor }: Selection, shown: readonly string[], id: string): Selection {
  const [from, to] = [shown.indexOf(anchor ?? id), shown.indexOf(id)];
  const range = from === -1 || to === -1 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...ids, ...range]), anchor: id };
}
