"use client";

import { useQuery } from "@tanstack/react-query";
import { UsersRound } from "lucide-react";
import { useMemo } from "react";
import { useSettled } from "@/components/ui/hooks";
import { apiData } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-keys";
import type { AudienceCount } from "@/lib/contract/audience";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import { audienceText } from "./words";

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
