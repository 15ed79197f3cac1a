"use client";

import { type ReactNode, useMemo, useState } from "react";
import { listChange } from "@/components/analysis/analysed-list";
import { WhoChanges } from "@/components/analysis/change-report-view";
import type { SegmentNames } from "@/components/conditions/words";
import { flagHere, isServing, useRequired } from "@/components/flags/flag-here";
import { FormActions, useNote } from "@/components/forms/form-actions";
import { ProtectedNote } from "@/components/protected/protected-note";
import { Sentence } from "@/components/sentence/sentence";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog/dialog";
import { Field } from "@/components/ui/field/field";
import { Select } from "@/components/ui/field/input";
import { ErrorState, LoadingRegion, Skeleton } from "@/components/ui/page/page-states";
import { toast } from "@/components/ui/toast";
import { describeError } from "@/lib/client/api-error";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import type { CopyRules } from "@/lib/contract/rule-order";
import type { Segment } from "@/lib/contract/segment";
import { useCopyRules, useRules } from "./api";
import { ruleSentence } from "./words";

interface CopyRulesDialogProps {
  flag: Flag;
  from: string;
  /** The project's other environments, at least one. */
  targets: readonly string[];
  /** The one of them that it begins with. */
  first: string;
  rules: readonly Rule[];
  segments: readonly Segment[] | undefined;
  names: SegmentNames;
  onClose: () => void;
}

/** Copies an environment's rules to another: what is there now beside what will be. */
export function CopyRulesDialog(props: CopyRulesDialogProps) {
  const { flag, from, targets, rules, segments, names, onClose } = props;
  const [to, setTo] = useState(props.first);
  const [mode, setMode] = useState<CopyRules["mode"]>("append");
  const note = useNote();
  const target = useRules(flag, to);
  const required = useRequired(flag, to);
  const copy = useCopyRules(flag);
  const body: CopyRules = { from, to, mode };
  const existing = target.data?.rules;
  const isReplacing = mode === "replace" && existing !== undefined && existing.length > 0;

  const change = useMemo(() => {
    if (existing === undefined || segments === undefined || required === undefined) return null;
    // Copies have the salts of their originals, and are other rules all the same.
    const copies = rules.map((rule) => ({ ...rule, id: `copy-${rule.id}`, environment: to }));
    const after = mode === "append" ? [...existing, ...copies] : copies;
    return listChange({ flag: flagHere(flag, to), rules: existing, after, segments, required });
  }, [flag, existing, segments, required, rules, to, mode]);

  const run = () =>
    copy.mutate(
      { ...body, comment: note.comment, ifMatch: target.data?.etag },
      {
        onSuccess: () => {
          toast.success(`Copied ${rules.length === 1 ? "1 rule" : `${rules.length} rules`} to ${to}`);
          onClose();
        },
        onError: (error) => {
          toast.error(describeError(error, "copy the rules"));
          void target.refetch();
        },
      },
    );
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="lg"
      title={`Copy the rules of ${from}`}
      description="Each copy keeps the same people inside its percentage as its original."
    >
      <DialogBody className="flex flex-col gap-4">
        <div className="flex flex-wrap gap-3">
          <Field label="To" className="flex-1 basis-56">
            {(control) => (
              <Select {...control} value={to} onChange={({ currentTarget }) => setTo(currentTarget.value)}>
                {targets.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="How" className="flex-1 basis-56">
            {(control) => (
              <Select
                {...control}
                value={mode}
                onChange={({ currentTarget }) => setMode(currentTarget.value === "replace" ? "replace" : "append")}
              >
                <option value="append">After the rules that are there</option>
                <option value="replace">Instead of the rules that are there</option>
              </Select>
            )}
          </Field>
        </div>
        {target.error !== null ? (
          <ErrorState error={target.error} what={`the rules of ${to}`} onRetry={target.refetch} />
        ) : (
          <CopyPreview to={to} existing={existing} copied={rules} mode={mode} segments={names} />
        )}
        <WhoChanges
          change={change}
          emptyText="Analysing…"
          isFlagOff={!isServing(flagHere(flag, to))}
          projectId={flag.project_id}
          flag={{ flagId: flag.id, environment: to }}
        />
        <ProtectedNote projectId={flag.project_id} reach={[to]} note={note} />
      </DialogBody>
      <DialogFooter>
        <FormActions call={() => ({ method: "POST", path: `/api/v1/flags/${flag.id}/rules/copy`, body })}>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant={isReplacing ? "danger" : "primary"}
            isBusy={copy.isPending}
            disabled={existing === undefined}
            onClick={run}
          >
            {isReplacing ? `Replace the rules of ${to}` : `Copy to ${to}`}
          </Button>
        </FormActions>
      </DialogFooter>
    </Dialog>
  );
}

interface CopyPreviewProps {
  to: string;
  /** Undefined while they are loading. */
  existing: readonly Rule[] | undefined;
  copied: readonly Rule[];
  mode: CopyRules["mode"];
  segments: SegmentNames;
}

/** The target list before and after the copy, side by side. */
function CopyPreview({ to, existing, copied, mode, segments }: CopyPreviewProps) {
  const kept = mode === "append" ? existing : [];
  return (
    <div className="grid min-w-0 gap-4 sm:grid-cols-2">
      <Column title={`${to} now`}>
        {existing === undefined ? (
          <LoadingRegion>
            <Skeleton className="h-24 w-full" />
          </LoadingRegion>
        ) : (
          <PreviewList rules={existing} segments={segments} isGoing={mode === "replace"} />
        )}
      </Column>
      <Column title={`${to} afterwards`}>
        {kept !== undefined && <PreviewList rules={[...kept, ...copied]} newFrom={kept.length} segments={segments} />}
      </Column>
    </div>
  );
}

function Column({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="mb-1.5 font-medium text-muted text-sm">{title}</h3>
      {children}
    </section>
  );
}

interface PreviewListProps {
  rules: readonly Rule[];
  segments: SegmentNames;
  /** Rules from this index on are copies. */
  newFrom?: number;
  /** They will be replaced. */
  isGoing?: boolean;
}

function PreviewList({ rules, segments, newFrom = Number.POSITIVE_INFINITY, isGoing = false }: PreviewListProps) {
  if (rules.length === 0) return <p className="text-muted text-sm">No rules</p>;
  return (
    <ol className="flex min-w-0 flex-col gap-1.5">
      {rules.map((rule, index) => (
        <li
          key={rule.id}
          className={cn(
            "flex min-w-0 gap-2 rounded-control border px-2 py-1.5",
            index >= newFrom ? "border-success bg-success-soft" : "border-line",
            isGoing && "border-danger border-dashed line-through",
          )}
        >
          <span className="shrink-0 text-muted text-sm tabular-nums leading-6">{index + 1}</span>
          <div className="min-w-0 flex-1">
            {rule.name !== null && <p className="wrap-anywhere font-medium text-ink text-sm leading-6">{rule.name}</p>}
            <Sentence parts={ruleSentence(rule, segments)} isDimmed={!rule.enabled} className="text-sm" />
          </div>
          {!rule.enabled && <Badge className="shrink-0">Off</Badge>}
        </li>
      ))}
    </ol>
  );
}
