import type { Change } from "@/lib/targeting/analysis/changes";
import type { People } from "./reading";

/** Of sums of parts. */
const NEARLY = 1e-9;

/**
 * The amount in a sentence against the part of people who change, counted: among those of each kind who can have any
 * id. Where the sentence excepts nobody it is the same; else it is no less.
 */
export function amountFault(people: People, { who }: Change, changed: readonly number[]): string | null {
  const said = amountIn(who);
  const parts = new Map<string, number>();
  for (const person of changed) {
    const [plan = 0, level = 0, id = 0] = people.of(person);
    const value = people.values[2]?.[id];
    if (value === undefined || value.buckets === null) continue;
    const kind = `${plan} ${level} ${value.value}`;
    parts.set(kind, (parts.get(kind) ?? 0) + value.share);
  }
  // What is required of a flag ("b is true") may depend on a bucket, too, and the amount is of those who get it.
  const hasExceptions = /, (unless|not) |inside |\b(a|b|gone) is /.test(who);
  for (const part of parts.values()) {
    if (part > said + NEARLY) return `${said * 100} % are said, and ${part * 100} % change`;
    if (!hasExceptions && part < said - NEARLY) return `${said * 100} % are said, and only ${part * 100} % change`;
  }
  return null;
}

/** From 0 to 1, of those who have an id; all of them where no amount is said. */
function amountIn(who: string): number {
  if (who.includes("without an id")) return 0;
  const found = /(?:^|\(|, )(\d+(?:\.\d+)?) %(?=,|\)| of people)/.exec(who);
  return found === null ? 1 : Number(found[1]) / 100;
}
