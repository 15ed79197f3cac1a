import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { analyzeSegmentSchema, SegmentAnalysis } from "@/lib/contract/analysis";
import type { Segment } from "@/lib/contract/segment";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

export type SegmentChange = z.input<typeof analyzeSegmentSchema>;

/** Whom a change to a segment, or its deletion, gives another value in every list that uses it. Asked for anew each time. */
export function useSegmentAnalysis(segment: Pick<Segment, "id" | "project_id">, change: SegmentChange) {
  return useQuery({
    queryKey: queryKeys.segmentAnalysis(segment.project_id, segment.id, change),
    queryFn: ({ signal }) =>
      apiData<SegmentAnalysis>(`/flags/segments/${segment.id}/analyze`, { method: "POST", body: change, signal }),
    gcTime: 0,
  });
}
