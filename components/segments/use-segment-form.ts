"use client";

import { useEffect, useMemo, useState } from "react";
import { editKinds } from "@/components/conflict/edit-kinds";
import { unlessKept } from "@/components/conflict/save-edit";
import type { ApiCall } from "@/components/curl/curl";
import { changedFields } from "@/components/forms/field-values";
import { newRowId } from "@/components/forms/row-id";
import { useContractForm } from "@/components/forms/use-contract-form";
import type { TestSubject } from "@/components/test-users/test-subject";
import type { Project } from "@/lib/contract/project";
import { type StoredSegment, useCreateSegment, useUpdateSegment } from "./api";
import {
  draftToSegment,
  newSegmentDraft,
  problemsOfDraft,
  type SegmentDraft,
  type SegmentFields,
  segmentToDraft,
} from "./draft";

interface SegmentFormOptions {
  project: Pick<Project, "id">;
  /** Null: a segment that is being made. */
  stored: StoredSegment | null;
  /** A draft that nothing is wrong with is to be saved. */
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
export function useSegmentForm({ project, stored, onSound, onSaved }: SegmentFormOptions) {
  // As it was when the edit began: what others have changed since is told from what was typed.
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
  /** On over what is stored now, with these fields. */
  const rebase = (typed: Partial<SegmentFields>) => {
    if (stored === null) return;
    setBase(stored);
    contractForm.reset(segmentToDraft({ ...stored.segment, ...typed }, newRowId));
  };
  const isDirty = Object.keys(changes).length > 0;
  // After a save, what is stored is the older of the two until it has come.
  const isChanged =
    base !== null &&
    stored !== null &&
    base.segment.id === stored.segment.id &&
    base.segment.updated_at <= stored.segment.updated_at &&
    Object.keys(changedFields(before, fieldsOf(stored.segment))).length > 0;
  // Where nothing was typed there is nothing to keep.
  useEffect(() => {
    if (isChanged && !isDirty) revert(stored);
  });
  const save = async (): Promise<void> => {
    const { comment } = note;
    const saved =
      base === null
        ? await create.mutateAsync({ project_id: project.id, ...fields, comment })
        : await update.mutateAsync({ stored: base, opened: before, change: changes, fieldsOf, comment });
    // What was typed while it was on its way is kept, and is not saved.
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
    /** What somebody else has changed in the segment since the edit began; undefined: nothing. */
    changed:
      isChanged && isDirty
        ? {
            kind: editKinds.segment,
            resourceId: stored.segment.id,
            opened: { ...before },
            mine: { ...fields },
            theirs: { ...fieldsOf(stored.segment) },
            onRebase: rebase,
          }
        : undefined,
    /** Whether who is in it would be others than before. */
    isAudienceChanged: "rules" in changes || "match_type" in changes,
    isSaving: create.isPending || update.isPending || contractForm.isBusy,
    /** @throws ApiError */
    save,
    revert,
    call,
  };
}

/** What the page of a segment tests: another object only when it says something else, for it is compiled anew. */
export function useSegmentSubject(projectId: string, fields: SegmentFields): TestSubject {
  const said = JSON.stringify(fields);
  // The fields are made anew with each drawing of the page; what they say is what counts.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `said` stands for `fields`
  return useMemo(() => ({ kind: "segment", projectId, segment: fields }), [projectId, said]);
}
