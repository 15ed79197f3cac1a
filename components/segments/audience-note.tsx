"use client";

import { useQuery } from "@tanstack/react-query";
import { UsersRound } from "lucide-react";
import { useMemo } from "react";
import { useSettled } from "@/components/ui/hooks";
import { apiData } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-cache";
import type { AudienceCount } from "@/lib/contract/audience";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import { draftToSegment, type SegmentDraft } from "./draft";
import { segmentDraftProblems } from "./draft-problems";

/** Milliseconds that the text before stays, so that it can be read. */
const TYPING_MS = 400;

interface AudienceNoteProps {
  projectId: string;
  /** Null while the draft is not complete. */
  question: AudienceQuestion | null;
}

/** How many contexts of the sample match the draft. */
export function AudienceNote({ projectId, question }: AudienceNoteProps) {
  const said = useSettled(JSON.stringify(question), TYPING_MS);
  const settled = useMemo<AudienceQuestion | null>(() => JSON.parse(said), [said]);
  const { data: audience, error } = useAudience(projectId, settled);
  const text =
    settled === null
      ? "How many match is shown once the conditions are complete."
      : error !== null
        ? "How many match is not known: it could not be counted."
        : audience === undefined
          ? "Counting …"
          : audienceText(audience);
  return (
    <p role="status" className="flex items-start gap-2 text-muted text-sm">
      <UsersRound aria-hidden className="mt-px size-4 shrink-0" />
      <span className="wrap-anywhere">{text}</span>
    </p>
  );
}

/** The conditions of a rule or a segment, as they are in its editor. */
type AudienceQuestion =
  | { environment: string; rule: Pick<Rule, "conditions" | "segment_id"> }
  | { segment: Pick<Segment, "rules" | "match_type"> };

/** The sample grows while somebody edits. */
const REFRESH_MS = 15_000;

/** How many contexts of the sample match. @param question null while there is nothing to ask */
const useAudience = (projectId: string, question: AudienceQuestion | null) =>
  useQuery({
    queryKey: queryKeys.audience(projectId, question ?? {}),
    queryFn: ({ signal }) =>
      apiData<AudienceCount>(`/flags/projects/${projectId}/audience`, { method: "POST", body: question, signal }),
    enabled: question !== null,
    refetchInterval: REFRESH_MS,
    gcTime: 0,
  });

const number = new Intl.NumberFormat("en");

/** "About 1 in 8 of the 1,000 seen last in production match." */
export function audienceText({ environment, seen, matching, unknown_attributes: unknown }: AudienceCount): string {
  const where = `seen last in ${environment}`;
  if (matching === null) {
    const attributes = unknown.join(", ");
    return `How many match is not known: no saved rule in ${environment} uses ${attributes}, so it was not kept.`;
  }
  if (seen === 0) return `Nobody has been seen in ${environment} yet. Applications fill the sample as they ask.`;
  const all = seen === 1 ? `The one ${where}` : `All of the ${number.format(seen)} ${where}`;
  if (matching === seen) return `${all} ${seen === 1 ? "matches" : "match"}.`;
  if (matching === 0)
    return seen === 1 ? `The one ${where} does not match.` : `None of the ${number.format(seen)} ${where} match.`;
  return `${share(matching, seen)} of the ${number.format(seen)} ${where} match.`;
}

/** A small share reads "1 in 8", a larger one is a percentage: "2 in 3" is hard to compare. */
function share(part: number, whole: number): string {
  if (part * 2 <= whole) return `About 1 in ${number.format(Math.round(whole / part))}`;
  return `About ${Math.min(99, Math.round((100 * part) / whole))} %`;
}

/** How many contexts of the default environment's sample are in a segment's draft. */
export function SegmentAudience({ projectId, draft }: { projectId: string; draft: SegmentDraft }) {
  const { rules, match_type } = draftToSegment(draft);
  const isComplete = Object.keys(segmentDraftProblems(draft)).every((path) => !path.startsWith("conditions"));
  return <AudienceNote projectId={projectId} question={isComplete ? { segment: { rules, match_type } } : null} />;
}
