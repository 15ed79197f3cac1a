"use client";

import type { SegmentNames } from "@/components/conditions/words";
import type { Note } from "@/components/forms/note-field";
import { ProtectedNote } from "@/components/protected/protected-note";
import { Sentence } from "@/components/sentence/sentence";
import { AlertDialog } from "@/components/ui/dialog/dialog";
import type { Project } from "@/lib/contract/project";
import type { RuleUse, Segment } from "@/lib/contract/segment";
import type { SegmentFields } from "./draft";
import { SegmentEffect } from "./segment-effect";
import { environmentsOf, reachText } from "./segment-reach";
import { ReachedRules } from "./segment-usage";
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
