"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { sayFailure } from "@/components/conflict/say-failure";
import { useNote } from "@/components/forms/note-field";
import { ProtectedNote } from "@/components/protected/protected-note";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button/button";
import { AlertDialog, Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog/dialog";
import { toast } from "@/components/ui/toast";
import type { Project } from "@/lib/contract/project";
import type { RuleUse, Segment } from "@/lib/contract/segment";
import type { SegmentUses } from "./api";
import { useDeleteSegment } from "./mutations";
import { SegmentEffect } from "./segment-effect";
import { environmentsOf, lossOf, reachText } from "./segment-reach";
import { ContainingSegments, ReachedRules } from "./segment-usage";

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
      description="It stands in lists of conditions, which would say something else without it. Take it out of them first."
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

interface DeletionDialogProps extends Omit<DeleteSegmentDialogProps, "uses"> {
  uses: readonly RuleUse[];
}

function DeletionDialog({ project, segment, uses, onClose }: DeletionDialogProps) {
  const router = useRouter();
  const remove = useDeleteSegment();
  const note = useNote();
  // As it was when the question was asked.
  const [seen] = useState(segment);
  const off = uses.filter((use) => lossOf(use) === "turned_off").length;
  const run = () =>
    remove.mutate(
      { ...seen, comment: note.comment },
      {
        onSuccess: () => {
          toast(`Deleted ${segment.name}`, { description: "It can be restored from the history." });
          router.replace(`/projects/${project.slug}/segments`);
        },
        onError: (error) => sayFailure(error, "delete the segment"),
      },
    );
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Delete ${segment.name}?`}
      description={
        uses.length === 0
          ? "No rule uses it. It can be restored from the history."
          : `${reachText(uses)} ${uses.length === 1 ? "loses" : "lose"} it. It can be restored from the history, in those that nobody has changed by then.`
      }
      actionLabel="Delete segment"
      isDangerous
      isBusy={remove.isPending}
      confirmation={{ what: "name", text: segment.name }}
      onAction={run}
    >
      {uses.length > 0 && (
        <section aria-label="Rules that lose it" className="flex min-w-0 flex-col gap-3 border-line border-t pt-3">
          {off > 0 && (
            <p className="rounded-control bg-warning-soft px-3 py-2 text-ink text-sm">
              {off === 1 ? "1 rule has" : `${off} rules have`} no other condition and would begin to match everyone.{" "}
              {off === 1 ? "It is" : "They are"} turned off instead.
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
    </AlertDialog>
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
