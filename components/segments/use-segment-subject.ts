"use client";

import { useMemo } from "react";
import type { PreviewSubject } from "@/components/test-users/preview";
import type { SegmentFields } from "./draft";

/** What is tried on the page of a segment: another object only when it says something else, for it is compiled anew. */
export function useSegmentSubject(projectId: string, fields: SegmentFields): PreviewSubject {
  const said = JSON.stringify(fields);
  // The fields are made anew with each drawing of the page; what they say is what counts.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `said` stands for `fields`
  return useMemo(() => ({ kind: "segment", projectId, segment: fields }), [projectId, said]);
}
