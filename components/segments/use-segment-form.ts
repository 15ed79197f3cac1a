"use client";

import { useEffect, useMemo, useState } from "react";
import type { SegmentNames } from "@/components/conditions/words";
import { unlessKept } from "@/components/conflict/save-edit";
import type { ApiCall } from "@/components/forms/copy-as-curl";
import { changedFields, newRowId } from "@/components/forms/field-values";
import { useContractForm } from "@/components/forms/use-contract-form";
import type { TestSubject } from "@/components/test-users/test-subject";
import type { Project } from "@/lib/contract/project";
import type { Segment } from "@/lib/contract/segment";
import type { StoredSegment } from "./api";
import {
  draftToSegment,
  newSegmentDraft,
  problemsOfDraft,
  type SegmentDraft,
  type SegmentFields,
  segmentToDraft,
} from "./draft";
import { useCreateSegment, useUpdateSegment } from "./mutations";

interface SegmentFormOptions {
  project: Pick<Project, "id">;
  /** Null: a new segment. */
  stored: StoredSegment | null;
  /** Of the project's segments, to which it may refer. */
  names: SegmentNames;
  /** Called with a valid draft that shall be saved. */
  onSound: () => Promise<unknown>;
  onSaved: (stored: StoredSegment) => void;
}

const fieldsOf = ({ name, description, rules, match_type }: SegmentFields): SegmentFields => ({
  name,
  description,
  rules,
  match_type,
});

/** The state of a segment's editor: its draft, its problems, and the request that saving sends. */
export function useSegmentForm({ project, stored, names, onSound, onSaved }: SegmentFormOptions) {
  // The segment as it was when the edit began, so that others' changes since are told from typed ones.
  const [base, setBase] = useState(stored);
  const [initial] = useState(() =>
    stored === null ? newSegmentDraft(newRowId) : segmentToDraft(stored.segment, newRowId),
  );
  const contractForm = useContractForm<SegmentDraft>({
    defaultValues: initial,
    loadCheck: async () => (await import("./draft-problems")).segmentDraftProblems,
    what: "save the segment",
    explain: unlessKept,
    toFields: problemsOfDraft,
    send: onSound,
  });
  const { values: draft, note } = contractForm;
  const create = useCreateSegment();
  const update = useUpdateSegment({ id: base?.segment.id ?? "", project_id: project.id });

  const fields = draftToSegment(draft);
  const before = base === null ? draftToSegment(initial) : fieldsOf(base.segment);
  const changes = changedFields(before, fields);

  /** Back to what is stored. */
  const revert = (newer: StoredSegment | null = stored ?? base) => {
    setBase(newer);
    contractForm.reset(newer === null ? initial : segmentToDraft(newer.segment, newRowId));
  };
  /** Continues the edit on the newest state, with these fields. */
  const rebase = (typed: Partial<SegmentFields>) => {
    if (stored === null) return;
    setBase(stored);
    contractForm.reset(segmentToDraft({ ...stored.segment, ...typed }, newRowId));
  };
  const isDirty = Object.keys(changes).length > 0;
  // Right after a save the stored segment is the older one, until it has been read again.
  const isChanged =
    base !== null &&
    stored !== null &&
    base.segment.id === stored.segment.id &&
    base.segment.updated_at <= stored.segment.updated_at &&
    Object.keys(changedFields(before, fieldsOf(stored.segment))).length > 0;
  // Without typed changes there is nothing to keep.
  useEffect(() => {
    if (isChanged && !isDirty) revert(stored);
  });
  const save = async (): Promise<void> => {
    const { comment } = note;
    const saved =
      base === null
        ? await create.mutateAsync({ project_id: project.id, ...fields, comment })
        : await update.mutateAsync({
            stored: base,
            opened: before,
            change: changes,
            fieldsOf,
            names: { segments: names },
            comment,
          });
    // What was typed during the save is kept as an unsaved change.
    const typedSince = changedFields(fields, draftToSegment(contractForm.form.getValues()));
    setBase(saved);
    contractForm.reset(segmentToDraft({ ...saved.segment, ...typedSince }, newRowId));
    note.onChange("");
    onSaved(saved);
  };
  const call = (): ApiCall =>
    base === null
      ? { method: "POST", path: "/api/v1/flags/segments", body: { project_id: project.id, ...fields } }
      : { method: "PATCH", path: `/api/v1/flags/segments/${base.segment.id}`, body: changes };

  return {
    ...contractForm,
    draft,
    fields,
    isDirty,
    /** The fields that somebody else has changed since the edit began; undefined: none. */
    changed:
      isChanged && isDirty
        ? {
            kind: "segment" as const,
            resourceId: stored.segment.id,
            opened: { ...before },
            mine: { ...fields },
            theirs: { ...fieldsOf(stored.segment) },
            names: { segments: names },
            onRebase: rebase,
          }
        : undefined,
    /** Whether the draft may have other members than the stored segment. */
    isAudienceChanged: "rules" in changes || "match_type" in changes,
    isSaving: create.isPending || update.isPending || contractForm.isBusy,
    /** @throws ApiError */
    save,
    revert,
    call,
  };
}

const NO_SEGMENTS: readonly Segment[] = [];

/** What the page of a segment tests: another object only when it says something else, for it is compiled anew. */
export function useSegmentSubject(
  projectId: string,
  fields: SegmentFields,
  segments: readonly Segment[] = NO_SEGMENTS,
): TestSubject {
  const said = JSON.stringify(fields);
  // The fields are made anew with each rendering of the page; what they say is what counts.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `said` stands for `fields`
  return useMemo(() => ({ kind: "segment", projectId, segment: fields, segments }), [projectId, said, segments]);
}
