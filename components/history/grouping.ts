import type { AuditEntry } from "@/lib/contract/audit";

/** The items of one day. */
export interface Day<T> {
  /** The date: `2026-11-26`. */
  readonly date: string;
  readonly items: readonly T[];
}

/** The time zone of the days: the browser's own, or UTC while it is not known. */
export type Zone = "local" | "UTC";

const optionsOf = (zone: Zone): Intl.DateTimeFormatOptions => (zone === "UTC" ? { timeZone: "UTC" } : {});

/** The date of an instant. The Swedish format is that of ISO 8601. */
export const dateOf = (instant: string | number, zone: Zone): string =>
  new Intl.DateTimeFormat("sv-SE", optionsOf(zone)).format(new Date(instant));

/** Groups items by day, in their order. */
export function byDay<T extends { readonly created_at: string }>(items: readonly T[], zone: Zone): Day<T>[] {
  const days: { date: string; items: T[] }[] = [];
  for (const item of items) {
    const date = dateOf(item.created_at, zone);
    const last = days.at(-1);
    if (last?.date === date) last.items.push(item);
    else days.push({ date, items: [item] });
  }
  return days;
}

// Two formats, because servers and browsers differ in the comma between weekday and date.
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" });
const dayOfYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

const DAY_MS = 86_400_000;

/** A day as a heading. @param today null while it is not known */
export function dayTitle(date: string, today: string | null): string {
  if (date === today) return "Today";
  const before = today === null ? null : new Date(Date.parse(today) - DAY_MS).toISOString().slice(0, 10);
  if (date === before) return "Yesterday";
  const day = new Date(date);
  return `${weekday.format(day)}, ${dayOfYear.format(day)}`;
}

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
