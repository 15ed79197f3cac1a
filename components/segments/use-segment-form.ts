"use client";

import { useState } from "react";
import type { ApiCall } from "@/components/curl/curl";
import { changedFields } from "@/components/forms/changed-fields";
import { newRowId } from "@/components/forms/row-id";
import { useContractForm } from "@/components/forms/use-contract-form";
import type { Project } from "@/lib/contract/project";
import type { StoredSegment } from "./api";
import { useCreateSegment, useUpdateSegment } from "./api";
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
  // As it was when it was read: a save is refused (412) when it is another one by then.
  const [base, setBase] = useState(stored);
  const [initial] = useState(() =>
    stored === null ? newSegmentDraft(newRowId) : segmentToDraft(stored.segment, newRowId),
  );
  const contractForm = useContractForm<SegmentDraft>({
    defaultValues: initial,
    loadCheck: async () => (await import("./draft-problems")).segmentDraftProblems,
    what: "save the segment",
    toFields: problemsOfDraft,
    send: onSound,
  });
  const { form, values: draft } = contractForm;
  const create = useCreateSegment();
  const update = useUpdateSegment({ id: base?.segment.id ?? "", project_id: project.id });

  const fields = draftToSegment(draft);
  const before = base === null ? draftToSegment(initial) : fieldsOf(base.segment);
  const changes = changedFields(before, fields);

  /** Back to what is stored, or to `newer` when somebody else has saved meanwhile. */
  const reset = (newer: StoredSegment | null = base) => {
    setBase(newer);
    form.reset(newer === null ? initial : segmentToDraft(newer.segment, newRowId));
  };
  /** On with what was typed, over a newer one: what was not touched is as it is there. */
  const rebase = (newer: StoredSegment) => {
    setBase(newer);
    form.reset(segmentToDraft({ ...newer.segment, ...changes }, newRowId));
  };
  const save = async (): Promise<void> => {
    const saved =
      base === null
        ? await create.mutateAsync({ project_id: project.id, ...fields })
        : await update.mutateAsync({ change: changes, ifMatch: base.etag });
    reset(saved);
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
    isDirty: Object.keys(changes).length > 0,
    /** Whether who is in it would be others than before. */
    isAudienceChanged: "rules" in changes || "match_type" in changes,
    isSaving: create.isPending || update.isPending || contractForm.isBusy,
    /** @throws ApiError */
    save,
    reset,
    rebase,
    call,
  };
}
