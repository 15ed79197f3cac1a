"use client";

import { type KeyboardEvent, useEffect, useId, useMemo } from "react";
import { ConditionBuilder } from "@/components/conditions/condition-builder";
import { segmentNames } from "@/components/conditions/words";
import { ChangedNotice } from "@/components/conflict/changed-notice";
import { FormActions } from "@/components/forms/form-actions";
import { problemAt, problemsUnder } from "@/components/forms/problems";
import { useCurrentProject } from "@/components/projects/project-context";
import { Button } from "@/components/ui/button/button";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { isTypingOutside } from "@/components/ui/focus";
import { lazy } from "@/components/ui/lazy/lazy";
import { focusTyped } from "@/components/ui/lazy/typed-ahead";
import { useDiscard } from "@/components/unsaved-changes/unsaved-changes";
import { ServedField } from "@/components/values/served-field";
import { useVariantNames } from "@/components/values/served-value";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import type { RuleTrace } from "@/lib/targeting";
import type { Witness } from "@/lib/targeting/analysis/somebody";
import { draftToRule, type RuleFields } from "../draft";
import { draftMoves } from "../split/arms";
import { SplitField } from "../split/split-field";
import { BucketByField, RolloutField } from "./rollout-field";
import { SegmentField } from "./segment-field";
import { useRuleForm } from "./use-rule-form";

const RuleAudience = lazy(
  () => import("./draft-effect").then((file) => file.RuleAudience),
  <div className="min-h-5" />,
);
const DraftEffect = lazy(
  () => import("./draft-effect").then((file) => file.DraftEffect),
  // As high as it is with a few people: the buttons below it must not move under a hand.
  <div className="min-h-28" />,
);

export interface RuleEditorProps {
  flag: Flag;
  environment: string;
  /** Undefined: a rule that is being added. */
  rule?: Rule | undefined;
  /** What its fields begin with instead of what is stored. */
  proposal?: Rule | undefined;
  /** Where a new rule goes; undefined: at the end. */
  position?: number | undefined;
  /** The stored list in its order; the same array until it changes. */
  rules: readonly Rule[];
  /** The rule that a new one goes before; null: at the end. */
  before: string | null;
  title: string;
  segments: readonly Segment[] | undefined;
  newSegmentHref: string;
  trace: RuleTrace | undefined;
  /** What is in the fields, whenever it changes; null once nothing differs from what is stored. */
  onDraft: (fields: RuleFields | null) => void;
  onTry: (witness: Witness) => void;
  /** It is stored. The editor is closed after that. */
  onSaved: () => void;
  onClose: () => void;
}

/** A rule's fields, in the place of its card. Escape and Cancel leave the rule as it is stored, and ask before. */
export function RuleEditor(props: RuleEditorProps) {
  const { flag, rule, title, segments, newSegmentHref, trace, onDraft, onClose } = props;
  const editor = useRuleForm(props);
  const names = useMemo(() => segmentNames(segments), [segments]);
  const { formProps, problems, draft, set, isDirty, submit, call, changed, deletedBy } = editor;
  const { leave, question } = useDiscard({
    hasChanges: rule === undefined ? editor.hasChanges : () => isDirty,
    onDiscard: onClose,
  });
  const { settings } = useCurrentProject();
  const { say } = useVariantNames();
  const formRef = formProps.ref;
  const titleId = useId();

  useEffect(() => {
    onDraft(isDirty || rule === undefined ? draftToRule(draft, flag.flag_type) : null);
  }, [draft, isDirty, rule, flag.flag_type, onDraft]);
  useEffect(() => {
    // Its code may have come late.
    if (!isTypingOutside(formRef.current)) focusTyped(formRef.current?.querySelector<HTMLElement>("input"));
  }, [formRef]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) leave();
    else if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit();
  };

  return (
    <form
      {...formProps}
      aria-labelledby={titleId}
      onKeyDown={onKeyDown}
      className="flex min-w-0 flex-col gap-4 rounded-panel border border-accent bg-panel p-4"
    >
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2">
        <h3 id={titleId} className="font-semibold text-base text-ink">
          {title}
        </h3>
        <Field label="Name" isLabelHidden error={problemAt(problems, "name")} className="min-w-40 flex-1">
          {(control) => (
            <Input
              {...control}
              placeholder="Name (optional)"
              value={draft.name ?? ""}
              onChange={({ currentTarget }) => set("name", currentTarget.value === "" ? null : currentTarget.value)}
            />
          )}
        </Field>
      </div>
      {deletedBy !== undefined && (
        <p role="status" className="rounded-panel border border-warning bg-warning-soft p-3 text-base text-ink">
          {deletedBy} deleted this rule just now. What you see is still here, and can be added as a new rule.
        </p>
      )}
      {changed !== undefined && <ChangedNotice {...changed} />}
      <SegmentField
        segments={segments}
        segmentId={draft.segment_id}
        onChange={(id) => set("segment_id", id)}
        error={problemAt(problems, "segment_id")}
        newSegmentHref={newSegmentHref}
      />
      <ConditionBuilder
        projectId={flag.project_id}
        scope="rule"
        segments={names}
        joint="and"
        conditions={draft.conditions}
        onChange={(conditions) => set("conditions", [...conditions])}
        problems={problemsUnder(problems, "conditions")}
        traces={trace?.conditions}
      />
      {settings.sample_contexts && <RuleAudience flag={flag} environment={props.environment} draft={draft} />}
      <RolloutField
        projectId={flag.project_id}
        percentage={draft.percentage}
        onPercentageChange={(percentage) => set("percentage", percentage)}
        bucketBy={draft.bucket_by}
        onBucketByChange={(attribute) => set("bucket_by", attribute)}
        percentageError={problemAt(problems, "percentage")}
        bucketByError={problemAt(problems, "bucket_by")}
      />
      <SplitField
        flagType={flag.flag_type}
        value={draft.value}
        bucketBy={draft.bucket_by}
        arms={draft.split}
        onChange={(split) => set("split", split)}
        problems={problems}
        moves={rule === undefined ? null : draftMoves(rule, draft, flag.flag_type, say)}
        bucketByField={
          draft.percentage === null && (
            <BucketByField
              projectId={flag.project_id}
              value={draft.bucket_by}
              onChange={(attribute) => set("bucket_by", attribute)}
              error={problemAt(problems, "bucket_by")}
            />
          )
        }
      />
      <ServedField
        label={draft.split === null ? "Serve" : "Serve the others"}
        flagType={flag.flag_type}
        value={draft.value}
        onChange={(value) => set("value", value)}
        error={problemAt(problems, "value")}
      />
      <DraftEffect
        flag={flag}
        environment={props.environment}
        rules={props.rules}
        segments={segments}
        ruleId={rule?.id}
        before={props.before}
        draft={isDirty ? draft : null}
        onTry={props.onTry}
      />
      <p role="alert" className="text-danger text-sm empty:hidden">
        {editor.problem}
      </p>
      <footer className="flex flex-wrap items-center gap-2 border-line border-t pt-3">
        <FormActions call={call} note={editor.note}>
          <Button onClick={leave}>Cancel</Button>
          <Button type="submit" variant="primary" isBusy={editor.isBusy}>
            {rule === undefined ? "Add rule" : "Save rule"}
          </Button>
        </FormActions>
      </footer>
      {question}
    </form>
  );
}
