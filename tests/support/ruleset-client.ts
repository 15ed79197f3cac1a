import type { FlagInput, RuleInput, SegmentInput } from "@/lib/targeting";

/** A ruleset as a client holds it, by what the API's description says and nothing else. */
export interface HeldRuleset {
  flag_set_id: string;
  epoch: string;
  revision: number;
  version: string;
  flags: FlagInput[];
  rules: RuleInput[];
  segments: SegmentInput[];
}

type Kind = "flags" | "rules" | "segments";

export interface RulesetPatch {
  epoch: string;
  from: number;
  to: number;
  version: string;
  flag_set_id: string;
  upsert: Partial<Pick<HeldRuleset, Kind>>;
  remove: Partial<Record<Kind, string[]>>;
}

/** What a client holds after a patch. */
export function patched(held: HeldRuleset, patch: RulesetPatch): HeldRuleset {
  if (patch.epoch !== held.epoch || patch.from !== held.revision) throw new Error("The patch goes on from elsewhere");
  const part = <T extends { id: string }>(
    items: readonly T[],
    upsert: readonly T[] = [],
    remove: string[] = [],
  ): T[] => {
    const byId = new Map(items.map((item) => [item.id, item]));
    for (const id of remove) byId.delete(id);
    for (const item of upsert) byId.set(item.id, item);
    return [...byId.values()];
  };
  return {
    ...held,
    revision: patch.to,
    version: patch.version,
    flag_set_id: patch.flag_set_id,
    flags: part(held.flags, patch.upsert.flags, patch.remove.flags),
    rules: part(held.rules, patch.upsert.rules, patch.remove.rules),
    segments: part(held.segments, patch.upsert.segments, patch.remove.segments),
  };
}

/** In an order of its own, so that two can be compared: a ruleset means the same in any. */
export function inOrder(held: HeldRuleset): HeldRuleset {
  const ordered = <T extends { id: string }>(items: readonly T[]): T[] =>
    [...items].sort((one, other) => (one.id < other.id ? -1 : 1));
  return { ...held, flags: ordered(held.flags), rules: ordered(held.rules), segments: ordered(held.segments) };
}

/** With lists in place of what names them. */
export async function withLists(held: HeldRuleset, list: (digest: string) => Promise<unknown>): Promise<HeldRuleset> {
  const filled = async (value: unknown): Promise<unknown> => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return Promise.all(value.map(filled));
    if ("list" in value && typeof value.list === "string") return list(value.list);
    const entries = Object.entries(value).map(async ([key, member]) => [key, await filled(member)] as const);
    return Object.fromEntries(await Promise.all(entries));
  };
  // What is filled in stands where the same types have it.
  return (await filled(held)) as HeldRuleset;
}
