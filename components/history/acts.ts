import type { AuditEntry } from "@/lib/contract/audit";

/** What somebody did at once: one entry, or those of something that was done to several flags. */
export interface Act extends Pick<AuditEntry, "id" | "created_at"> {
  readonly first: AuditEntry;
  /** As many of them as are listed. */
  readonly entries: readonly AuditEntry[];
}

/** Entries by the acts that they are of, in their order. The entries of an act stand together. */
export function actsOf(entries: readonly AuditEntry[]): Act[] {
  const acts: (Act & { entries: AuditEntry[] })[] = [];
  for (const entry of entries) {
    const last = acts.at(-1);
    if (entry.batch_id !== undefined && last?.first.batch_id === entry.batch_id) last.entries.push(entry);
    else acts.push({ id: entry.id, created_at: entry.created_at, first: entry, entries: [entry] });
  }
  return acts;
}
