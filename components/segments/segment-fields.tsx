"use client";

import { ConditionBuilder } from "@/components/conditions/condition-builder";
import { ConditionTraceNote } from "@/components/conditions/condition-trace-note";
import { problemsElsewhere, problemsUnder } from "@/components/forms/problems";
import type { ContractForm } from "@/components/forms/use-contract-form";
import { Sentence } from "@/components/sentence/sentence";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { Textarea } from "@/components/ui/field/textarea";
import type { ConditionTrace } from "@/lib/targeting";
import type { SegmentDraft } from "./draft";
import { MatchTypeField } from "./match-type-field";
import { segmentSentence } from "./words";

interface SegmentFieldsProps {
  projectId: string;
  editor: ContractForm<SegmentDraft>;
  canEdit: boolean;
  traces: readonly ConditionTrace[] | undefined;
}

const FIELDS = ["name", "description", "conditions", "match_type"];

/** A segment's fields and what they add up to; for those who may not write, only what it says. */
export function SegmentFields({ projectId, editor, canEdit, traces }: SegmentFieldsProps) {
  const { values: draft, set, problems, errorAt } = editor;
  const audience = (
    <section aria-label="Audience" className="rounded-panel border border-line bg-panel px-4 py-3">
      <h2 className="mb-1 text-muted text-sm">The audience in one sentence</h2>
      <Sentence parts={segmentSentence(draft)} />
    </section>
  );
  if (!canEdit) {
    return (
      <>
        {draft.description !== null && <p className="wrap-anywhere text-base text-muted">{draft.description}</p>}
        {audience}
        {traces?.map((trace, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a trace's conditions are told apart by their place
          <ConditionTraceNote key={index} trace={trace} />
        ))}
      </>
    );
  }
  return (
    <>
      <div className="grid min-w-0 gap-4 sm:grid-cols-2">
        <Field label="Name" error={errorAt("name")}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              placeholder="Beta testers"
              value={draft.name}
              onChange={({ currentTarget }) => set("name", currentTarget.value)}
            />
          )}
        </Field>
        <Field label="Description" isOptional error={errorAt("description")}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              value={draft.description ?? ""}
              onChange={({ currentTarget }) =>
                set("description", currentTarget.value === "" ? null : currentTarget.value)
              }
            />
          )}
        </Field>
      </div>
      <section
        aria-label="Who is in it"
        className="flex min-w-0 flex-col gap-3 rounded-panel border border-line bg-panel p-4"
      >
        <MatchTypeField value={draft.match_type} onChange={(value) => set("match_type", value)} />
        <ConditionBuilder
          projectId={projectId}
          scope="segment"
          joint={draft.match_type === "all" ? "and" : "or"}
          conditions={draft.conditions}
          onChange={(conditions) => set("conditions", conditions)}
          problems={problemsUnder(problems, "conditions")}
          traces={traces}
        />
      </section>
      <p role="alert" className="text-danger text-sm empty:hidden">
        {[editor.problem, ...problemsElsewhere(problems, FIELDS)].join(" ").trim()}
      </p>
      {audience}
    </>
  );
}
