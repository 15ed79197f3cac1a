import {
  draftsToSegmentElements,
  type ElementDraft,
  newCondition,
  segmentElementsToDrafts,
} from "@/components/conditions/draft";
import type { FieldProblems } from "@/lib/contract/errors";
import type { MatchType, Segment } from "@/lib/contract/segment";

export interface SegmentDraft {
  name: string;
  description: string | null;
  /** The segment's `rules`; their `key` is called `attribute` here. */
  conditions: readonly ElementDraft[];
  match_type: MatchType;
}

export type SegmentFields = Pick<Segment, "name" | "description" | "rules" | "match_type">;

export const segmentToDraft = (segment: SegmentFields, newRowId: () => string): SegmentDraft => ({
  name: segment.name,
  description: segment.description,
  conditions: segmentElementsToDrafts(segment.rules, newRowId),
  match_type: segment.match_type,
});

export const draftToSegment = ({ conditions, ...draft }: SegmentDraft): SegmentFields => ({
  ...draft,
  rules: draftsToSegmentElements(conditions),
});

/** A new segment, with one empty row. */
export const newSegmentDraft = (newRowId: () => string): SegmentDraft => ({
  name: "",
  description: null,
  conditions: [newCondition(newRowId())],
  match_type: "all",
});

/** A segment's problems on the fields of its draft: `rules.0.key` on the wire is `conditions.0.attribute` here. */
export const problemsOfDraft = (problems: FieldProblems): FieldProblems =>
  Object.fromEntries(
    Object.entries(problems).map(([path, messages]) => [
      path.replace(/^rules(?=\.|$)/, "conditions").replace(/^(conditions\..*)\.key$/, "$1.attribute"),
      messages,
    ]),
  );
