import { useQuery } from "@tanstack/react-query";
import { apiData } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-keys";
import type { AudienceCount } from "@/lib/contract/audience";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";

/** The conditions of a rule or a segment, as they are in its editor. */
export type AudienceQuestion =
  | { environment: string; rule: Pick<Rule, "conditions" | "segment_id"> }
  | { segment: Pick<Segment, "rules" | "match_type"> };

/** The sample grows while somebody edits. */
const REFRESH_MS = 15_000;

/** How many contexts of the sample match. @param question null while there is nothing to ask */
export const useAudience = (projectId: string, question: AudienceQuestion | null) =>
  useQuery({
    queryKey: queryKeys.audience(projectId, question ?? {}),
    queryFn: ({ signal }) =>
      apiData<AudienceCount>(`/flags/projects/${projectId}/audience`, { method: "POST", body: question, signal }),
    enabled: question !== null,
    refetchInterval: REFRESH_MS,
    gcTime: 0,
  });
