import { conditionsIn, type SegmentInput } from "@/lib/targeting";
import { ledTo, segmentsNamed } from "@/lib/targeting/segment-references";
import { isRecord, listOf } from "@/lib/targeting/values";
import type { ProjectSource } from "./project-source";

/** The attributes that a rule's conditions and those of segments use. */
export const usedInLists = (conditions: unknown, segments: readonly Pick<SegmentInput, "rules">[]) =>
  new Set([...namesIn(conditions, "attribute"), ...segments.flatMap(({ rules }) => namesIn(rules, "key"))]);

/** The attributes that the conditions of an environment's rules use, and those of the segments that they lead to. */
export function usedAttributes({ flags, segments }: ProjectSource, environment: string): ReadonlySet<string> {
  const names = new Set<string>();
  const linked = new Set<string>();
  for (const { rules } of flags.values()) {
    const list = rules.get(environment) ?? [];
    for (const { conditions } of list) for (const name of namesIn(conditions, "attribute")) names.add(name);
    for (const id of segmentsNamed(list)) linked.add(id);
  }
  for (const { rules } of ledTo(linked, segments)) for (const name of namesIn(rules, "key")) names.add(name);
  return names;
}

/** Stored data may be damaged: anything but a condition uses no attribute. */
const namesIn = (conditions: unknown, field: string): string[] =>
  conditionsIn(listOf(conditions)).flatMap((condition) => {
    const name = isRecord(condition) ? condition[field] : undefined;
    return typeof name === "string" ? [name] : [];
  });
