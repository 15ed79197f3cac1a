"use client";

import { useMemo } from "react";
import type { TestSubject } from "@/components/test-users/test-subject";
import type { SegmentFields } from "./draft";

/** What the page of a segment tests: another object only when it says something else, for it is compiled anew. */
export function useSegmentSubject(projectId: string, fields: SegmentFields): TestSubject {
  const said = JSON.stringify(fields);
  // The fields are made anew with each drawing of the page; what they say is what counts.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `said` stands for `fields`
  return useMemo(() => ({ kind: "segment", projectId, segment: fields }), [projectId, said]);
}
