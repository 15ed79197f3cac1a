"use client";

import { useId, useMemo } from "react";
import { ConditionBuilder } from "@/components/conditions/condition-builder";
import { ElementTraceNotes } from "@/components/conditions/element-trace-note";
import type { SegmentNames } from "@/components/conditions/words";
import { problemsUnder } from "@/components/forms/problems";
import type { ContractForm } from "@/components/forms/use-contract-form";
import { Sentence } from "@/components/sentence/sentence";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field/field";
import { Input, Textarea } from "@/components/ui/field/input";
import { lazy } from "@/components/ui/lazy/lazy";
import type { Project } from "@/lib/contract/project";
import type { MatchType } from "@/lib/contract/segment";
import type { ElementTrace } from "@/lib/targeting";
import { draftToSegment, type SegmentDraft } from "./draft";
import { segmentSentence } from "./words";

const SegmentAudience = lazy(() => import("./audience-note").then((file) => file.SegmentAudience));

interface SegmentFieldsProps {
  /** It is being made: its name is what comes first. */
  isNew: boolean;
  /** The names of the project's segments; undefined while they are loading. */
  names: SegmentNames;
  /** Its own id, once it has one: it cannot refer to itself. */
  ownId: string | null;
  project: Project;
  editor: ContractForm<SegmentDraft>;
  canEdit: boolean;
  traces: readonly ElementTrace[] | undefined;
}

/** A segment's fields and what they add up to; for those who may not write, only what it says. */
export function SegmentFields({ isNew, project, editor, canEdit, names, ownId, traces }: SegmentFieldsProps) {
  const { values: draft, set, problems, errorAt } = editor;
  const others = useMemo(() => names && new Map([...names].filter(([id]) => id !== ownId)), [names, ownId]);
  const audience = (
    <section aria-label="Audience" className="rounded-panel border border-line bg-panel px-4 py-3">
      <h2 className="mb-1 text-muted text-sm">The audience in one sentence</h2>
      {isUnwritten(draft) ? (
        <p className="text-base text-muted">Shown once a condition names an attribute.</p>
      ) : (
        <Sentence parts={segmentSentence(draftToSegment(draft), names)} />
      )}
    </section>
  );
  if (!canEdit) {
    return (
      <>
        {draft.description !== null && <p className="wrap-anywhere text-base text-muted">{draft.description}</p>}
        {audience}
        {traces && <ElementTraceNotes traces={traces} segments={names} />}
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
              autoFocus={isNew}
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
          projectId={project.id}
          scope="segment"
          segments={others}
          joint={draft.match_type === "all" ? "and" : "or"}
          conditions={draft.conditions}
          onChange={(conditions) => set("conditions", conditions)}
          problems={problemsUnder(problems, "conditions")}
          traces={traces}
        />
        {project.settings.sample_contexts && <SegmentAudience projectId={project.id} draft={draft} />}
      </section>
      <p role="alert" className="text-danger text-sm empty:hidden">
        {editor.problem}
      </p>
      {audience}
    </>
  );
}

/** Whether all that it has are rows that nobody has filled in. */
const isUnwritten = ({ conditions }: SegmentDraft): boolean =>
  conditions.length > 0 && conditions.every((each) => "attribute" in each && each.attribute === "");

const choices: Record<MatchType, { label: string; meaning: string }> = {
  all: { label: "All", meaning: "of the conditions hold" },
  any: { label: "Any", meaning: "of the conditions holds" },
};

interface MatchTypeFieldProps {
  value: MatchType;
  onChange: (value: MatchType) => void;
}

/** How the conditions are combined: two radio buttons that read as a sentence. */
function MatchTypeField({ value, onChange }: MatchTypeFieldProps) {
  const name = useId();
  return (
    <fieldset className="flex flex-wrap items-center gap-x-2 gap-y-1 text-base text-ink">
      <legend className="sr-only">How conditions are combined</legend>
      <span>Someone is in it when</span>
      <span className="inline-flex rounded-control border border-control p-0.5">
        {(Object.keys(choices) as MatchType[]).map((choice) => (
          <label
            key={choice}
            className={cn(
              "cursor-pointer rounded-chip px-2 py-0.5 has-focus-visible:outline-2 has-focus-visible:outline-accent",
              "pointer-coarse:px-3 pointer-coarse:py-2",
              choice === value
                ? "bg-accent-solid font-medium text-on-accent forced-color-adjust-none"
                : "text-muted hover:text-ink",
            )}
          >
            <input
              type="radio"
              name={name}
              value={choice}
              checked={choice === value}
              onChange={() => onChange(choice)}
              className="sr-only"
            />
            {choices[choice].label}
          </label>
        ))}
      </span>
      <span>{choices[value].meaning}.</span>
    </fieldset>
  );
}
