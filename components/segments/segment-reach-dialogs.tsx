"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { EffectLists } from "@/components/analysis/effect-lists";
import type { SegmentNames } from "@/components/conditions/words";
import type { Note } from "@/components/forms/form-actions";
import { ConfirmDialog } from "@/components/forms/form-dialog";
import { ProtectedNote } from "@/components/protected/protected-note";
import { Sentence } from "@/components/sentence/sentence";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button/button";
import { AlertDialog, Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog/dialog";
import { toast } from "@/components/ui/toast";
import type { Project } from "@/lib/contract/project";
import type { RuleUse, Segment } from "@/lib/contract/segment";
import { type SegmentChange, type SegmentUses, useSegmentAnalysis } from "./api";
import type { SegmentFields } from "./draft";
import { useDeleteSegment } from "./mutations";
import { ContainingSegments, environmentsOf, lossOf, ReachedRules, reachText } from "./segment-usage";
import { segmentSentence } from "./words";

interface SaveReachDialogProps {
  names: SegmentNames;
  project: Pick<Project, "id" | "slug">;
  uses: readonly RuleUse[];
  before: Segment | null;
  after: SegmentFields;
  note: Note;
  isSaving: boolean;
  onSave: () => void;
  onClose: () => void;
}

/** Before a segment in use is saved: who was in it, who will be, and every rule that this changes. */
export function SaveReachDialog(props: SaveReachDialogProps) {
  const { project, uses, before, after, names, note, isSaving, onSave, onClose } = props;
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`This changes ${reachText(uses)}`}
      description="They begin to serve the new audience as soon as it is saved."
      actionLabel="Save segment"
      isBusy={isSaving}
      onAction={onSave}
    >
      <dl className="mt-1 flex min-w-0 flex-col gap-2">
        {before !== null && (
          <div className="min-w-0">
            <dt className="text-muted text-sm">Now</dt>
            <dd>
              <Sentence parts={segmentSentence(before, names)} isDimmed />
            </dd>
          </div>
        )}
        <div className="min-w-0">
          <dt className="text-muted text-sm">Afterwards</dt>
          <dd>
            <Sentence parts={segmentSentence(after, names)} />
          </dd>
        </div>
      </dl>
      {before !== null && (
        <div className="mt-2 min-w-0 border-line border-t pt-3">
          <SegmentEffect segment={before} change={{ rules: after.rules, match_type: after.match_type }} uses={uses} />
        </div>
      )}
      <section aria-label="Rules that change" className="mt-2 min-w-0 border-line border-t pt-3">
        <ReachedRules project={project} uses={uses} />
      </section>
      <ProtectedNote projectId={project.id} reach={environmentsOf(uses)} note={note} />
    </AlertDialog>
  );
}

interface DeleteSegmentDialogProps {
  project: Pick<Project, "slug">;
  segment: Segment;
  uses: SegmentUses;
  onClose: () => void;
}

const DELETED = { deleted: true };

/**
 * Lists every rule that loses the segment, which of them will be turned off and why, who gets another value by it, and
 * asks for its name.
 */
export function DeleteSegmentDialog({ uses, ...props }: DeleteSegmentDialogProps) {
  const inConditions = uses.rules.filter((use) => use.in_conditions);
  return inConditions.length + uses.segments.length > 0 ? (
    <StandingDialog {...props} uses={{ rules: inConditions, segments: uses.segments }} />
  ) : (
    <DeletionDialog {...props} uses={uses.rules} />
  );
}

/** Says where a segment stands in lists of conditions: without it they would say something else. */
function StandingDialog({ project, segment, uses, onClose }: DeleteSegmentDialogProps) {
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`${segment.name} cannot be deleted yet`}
      description="It stands in lists of conditions, which would say something else without it. Take it out of them
        first."
    >
      <DialogBody className="flex min-w-0 flex-col gap-3">
        {uses.rules.length > 0 && <ReachedRules project={project} uses={uses.rules} />}
        {uses.segments.length > 0 && <ContainingSegments project={project} segments={uses.segments} />}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Close</Button>
      </DialogFooter>
    </Dialog>
  );
}

const RESTORABLE = "It can be restored from the history, in those that nobody has changed by then.";

interface DeletionDialogProps extends Omit<DeleteSegmentDialogProps, "uses"> {
  uses: readonly RuleUse[];
}

function DeletionDialog({ project, segment, uses, onClose }: DeletionDialogProps) {
  const router = useRouter();
  const { mutateAsync: remove } = useDeleteSegment();
  // As it was when the question was asked.
  const [seen] = useState(segment);
  const off = uses.filter((use) => lossOf(use) === "turned_off").length;
  const [offHave, offAre] = off === 1 ? ["1 rule has", "It is"] : [`${off} rules have`, "They are"];
  return (
    <ConfirmDialog
      title={`Delete ${segment.name}?`}
      description={
        uses.length === 0
          ? "No rule uses it. It can be restored from the history."
          : `${reachText(uses)} ${uses.length === 1 ? "loses" : "lose"} it. ${RESTORABLE}`
      }
      actionLabel="Delete segment"
      isDangerous
      confirmation={{ what: "name", text: segment.name }}
      what="delete the segment"
      act={async (comment) => {
        await remove({ ...seen, comment });
        toast(`Deleted ${segment.name}`, { description: "It can be restored from the history." });
        router.replace(`/projects/${project.slug}/segments`);
      }}
      onClose={onClose}
    >
      {(note) => (
        <>
          {uses.length > 0 && (
            <section aria-label="Rules that lose it" className="flex min-w-0 flex-col gap-3 border-line border-t pt-3">
              {off > 0 && (
                <p className="rounded-control bg-warning-soft px-3 py-2 text-ink text-sm">
                  {offHave} no other condition and would begin to match everyone. {offAre} turned off instead.
                </p>
              )}
              <ReachedRules project={project} uses={uses} note={(use) => <Loss use={use} />} />
            </section>
          )}
          {uses.length > 0 && (
            <div className="min-w-0 border-line border-t pt-3">
              <SegmentEffect segment={segment} change={DELETED} uses={uses} />
            </div>
          )}
          <ProtectedNote projectId={segment.project_id} reach={environmentsOf(uses)} note={note} />
        </>
      )}
    </ConfirmDialog>
  );
}

function Loss({ use }: { use: RuleUse }) {
  switch (lossOf(use)) {
    case "turned_off":
      return <Badge tone="warning">will be turned off</Badge>;
    case "stays_off":
      return <Badge>stays off</Badge>;
    case "loses_it":
      return <span className="text-muted">keeps its other conditions</span>;
  }
}

interface SegmentEffectProps {
  segment: Segment;
  change: SegmentChange;
  /** They know the names of the flags. */
  uses: readonly RuleUse[];
}

/** Whom a change to a segment gives another value, flag by flag and environment by environment. */
function SegmentEffect({ segment, change, uses }: SegmentEffectProps) {
  const { data, error } = useSegmentAnalysis(segment, change);
  const names = new Map(uses.map(({ flag_id: id, flag_name: name }) => [id, name]));
  return (
    <section aria-label="Who changes" aria-busy={data === undefined && error === null} className="min-w-0">
      <h3 className="mb-1.5 text-muted text-sm">Who changes</h3>
      {data !== undefined ? (
        <EffectLists projectId={segment.project_id} lists={data.lists} flagNames={names} />
      ) : (
        <p className="text-muted text-sm">{error === null ? "Analysing…" : "Not known: the analysis failed."}</p>
      )}
    </section>
  );
}
