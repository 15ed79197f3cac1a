import { isRecord, listOf } from "@/lib/targeting/values";
import type { ProjectSource } from "./project-source";

/** The attributes that a rule's conditions and a segment's ask for. */
export const usedInLists = (conditions: unknown, segmentRules: unknown): ReadonlySet<string> =>
  new Set([...namesIn(conditions, "attribute"), ...namesIn(segmentRules, "key")]);

/** The attributes that the conditions of an environment's rules, and of the segments that they link to, ask for. */
export function usedAttributes({ flags, segments }: ProjectSource, environment: string): ReadonlySet<string> {
  const names = new Set<string>();
  const linked = new Set<string>();
  for (const { rules } of flags.values()) {
    for (const { conditions, segment_id: segmentId } of rules.get(environment) ?? []) {
      for (const name of namesIn(conditions, "attribute")) names.add(name);
      if (typeof segmentId === "string") linked.add(segmentId);
    }
  }
  for (const id of linked) for (const name of namesIn(segments.get(id)?.rules, "key")) names.add(name);
  return names;
}

/** What is stored may be damaged: what is no condition asks for nothing. */
const namesIn = (conditions: unknown, field: string): string[] =>
  listOf(conditions).flatMap((condition) => {
    const name = isRecord(condition) ? condition[field] : undefined;
    return typeof name === "string" ? [name] : [];
  });
