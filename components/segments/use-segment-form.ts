"use client";

import { useState } from "react";
import { toast } from "sonner";
import type { ApiCall } from "@/components/curl/curl";
import { changedFields } from "@/components/forms/changed-fields";
import { newRowId } from "@/components/forms/row-id";
import { useContractForm } from "@/components/forms/use-contract-form";
import { describeError, isApiError } from "@/lib/client/api-error";
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
  onSaved: (stored: StoredSegment) => void;
}

const fieldsOf = ({ name, description, rules, match_type }: SegmentFields): SegmentFields => ({
  name,
  description,
  rules,
  match_type,
});

/** The state of a segment's editor: its draft, its problems, and the request that saving sends. */
export function useSegmentForm({ project, stored, onSaved }: SegmentFormOptions) {
  // As it was when it was read: a save is refused (412) when it is another one by then.
  const [base, setBase] = useState(stored);
  const [initial] = useState(() =>
    stored === null ? newSegmentDraft(newRowId) : segmentToDraft(stored.segment, newRowId),
  );
  const { form, draft, formRef, problems, refuse } = useContractForm<SegmentDraft>({
    initial,
    check: async (checked) => (await import("./draft-problems")).segmentDraftProblems(checked),
  });
  const create = useCreateSegment();
  const update = useUpdateSegment({ id: base?.segment.id ?? "", project_id: project.id });

  const fields = draftToSegment(draft);
  const before = base === null ? draftToSegment(initial) : fieldsOf(base.segment);
  const changes = changedFields(before, fields);

  /** Back to what is stored, or to `newer` when somebody else has saved meanwhile. */
  const reset = (newer: StoredSegment | null = base) => {
    setBase(newer);
    form.reset(newer === null ? initial : segmentToDraft(newer.segment, newRowId));
    refuse({});
  };
  /** On with what was typed, over a newer one: what was not touched is as it is there. */
  const rebase = (newer: StoredSegment) => {
    setBase(newer);
    form.reset(segmentToDraft({ ...newer.segment, ...changes }, newRowId));
    refuse({});
  };
  const send = async (): Promise<void> => {
    try {
      const saved =
        base === null
          ? await create.mutateAsync({ project_id: project.id, ...fields })
          : await update.mutateAsync({ change: changes, ifMatch: base.etag });
      reset(saved);
      onSaved(saved);
    } catch (error) {
      if (isApiError(error, 422)) refuse(problemsOfDraft(error.details));
      else if (!isApiError(error, 412)) toast.error(describeError(error, "save the segment"));
      throw error;
    }
  };
  const call = (): ApiCall =>
    base === null
      ? { method: "POST", path: "/api/v1/flags/segments", body: { project_id: project.id, ...fields } }
      : { method: "PATCH", path: `/api/v1/flags/segments/${base.segment.id}`, body: changes };

  return {
    form,
    formRef,
    draft,
    fields,
    problems,
    isDirty: Object.keys(changes).length > 0,
    /** Whether who is in it would be others than before. */
    isAudienceChanged: "rules" in changes || "match_type" in changes,
    isSaving: create.isPending || update.isPending || form.formState.isSubmitting,
    /** Goes on only with a draft that nothing is wrong with; otherwise to its first problem. Busy until `onSound` is done. */
    check: (onSound: () => unknown) =>
      void form.handleSubmit(
        () => onSound(),
        () => refuse(),
      )(),
    send,
    reset,
    rebase,
    call,
  };
}
