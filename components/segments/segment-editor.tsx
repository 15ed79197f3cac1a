"use client";

import { Ellipsis, History, Terminal, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import { useMayChange, usePermissions } from "@/components/account/permissions";
import { segmentNames } from "@/components/conditions/words";
import { LazyChangedNotice } from "@/components/conflict/conflict-host";
import { copyCurlCommand } from "@/components/forms/copy-as-curl";
import { FormActions } from "@/components/forms/form-actions";
import { HeldBackNote } from "@/components/protected/held-back-note";
import { LazyTestUserPanel, LazyTestUserStrip } from "@/components/test-users/lazy-test-users";
import type { TestOutcome } from "@/components/test-users/test-subject";
import { Button, IconButton } from "@/components/ui/button/button";
import { lazyDialog } from "@/components/ui/dialog/dialog";
import { DropdownMenu, MenuItem } from "@/components/ui/menu/dropdown-menu";
import { PageHeader, PageLink } from "@/components/ui/page/page-header";
import { toast } from "@/components/ui/toast";
import { historySettled, UnsavedChanges, useDiscard, useNavigate } from "@/components/unsaved-changes/unsaved-changes";
import type { Project } from "@/lib/contract/project";
import type { Segment } from "@/lib/contract/segment";
import { type SegmentUses, type StoredSegment, useSegments, useSegmentUses } from "./api";
import { SegmentFields } from "./segment-fields";
import { SegmentUsage } from "./segment-usage";
import { useSegmentForm, useSegmentSubject } from "./use-segment-form";

// It comes with the first save of a segment that rules use.
const SaveReachDialog = lazyDialog(() => import("./segment-reach-dialogs").then((file) => file.SaveReachDialog));

interface SegmentEditorProps {
  project: Project;
  /** Null: a segment that is being made. */
  stored: StoredSegment | null;
}

/** A segment: who is in it, where it is used, and who would be in it right now. One form for making and changing. */
export function SegmentEditor({ project, stored }: SegmentEditorProps) {
  const router = useRouter();
  const navigate = useNavigate();
  const may = usePermissions();
  const mayChangeAll = useMayChange()("all");
  // A new one is in no rule yet.
  const canWrite = stored === null ? may.canWrite : mayChangeAll;
  const [outcome, setOutcome] = useState<TestOutcome>(null);
  const [isAsking, setIsAsking] = useState(false);
  const [createdId, setCreatedId] = useState<string | null>(null);
  const uses = useSegmentUses(project.id, stored?.segment.id ?? "", { isEnabled: stored !== null });
  const { data: segments } = useSegments(project.id);
  const names = useMemo(() => segmentNames(segments), [segments]);
  const editor = useSegmentForm({
    project,
    stored,
    names,
    onSound: async () => (editor.isAudienceChanged && (await isUsed()) ? setIsAsking(true) : save()),
    onSaved: ({ segment }) => {
      toast.success(`Saved ${segment.name}`);
      if (stored === null) setCreatedId(segment.id);
    },
  });
  // On to its own page once there is nothing unsaved, and the history has no more than this page's own entry.
  const createdHref = createdId === null || editor.isDirty ? null : `/projects/${project.slug}/segments/${createdId}`;
  useEffect(() => {
    if (createdHref === null) return;
    historySettled().then(() => {
      router.replace(createdHref);
      // The pressed button disappears with this page. The next Tab starts in the new page's content.
      document.getElementById("main")?.focus();
    });
  }, [createdHref, router]);
  const subject = useSegmentSubject(project.id, editor.fields, segments);

  /** Whether rules use it. Where that could not be read with the page it is read now. @throws ApiError */
  const isUsed = async (): Promise<boolean> => {
    if (stored === null) return false;
    const { data } = uses.data === undefined ? await uses.refetch({ throwOnError: true }) : uses;
    return data !== undefined && data.rules.length > 0;
  };
  const save = async () => {
    try {
      await editor.save();
    } catch (error) {
      editor.fail(error);
    } finally {
      setIsAsking(false);
    }
  };
  const { leave, question } = useDiscard({ hasChanges: () => editor.isDirty, onDiscard: () => editor.revert() });
  // A new one has a page of its own, which is left as by a link.
  const cancel = stored === null ? () => navigate(`/projects/${project.slug}/segments`) : leave;

  return (
    <>
      <SegmentHeader project={project} segment={stored?.segment ?? null} uses={uses.data} />
      <div
        className="grid min-w-0 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]
          xl:grid-cols-[minmax(0,1fr)_23rem]"
      >
        <div className="flex min-w-0 flex-col gap-5">
          {stored !== null && <HeldBackNote reach="all" because="Rules there may use this segment." />}
          <form {...editor.formProps} aria-label="Segment" className="flex min-w-0 flex-col gap-5">
            {editor.changed !== undefined && <LazyChangedNotice {...editor.changed} />}
            <SegmentFields
              isNew={stored === null}
              project={project}
              editor={editor}
              canEdit={canWrite}
              names={names}
              ownId={stored?.segment.id ?? null}
              traces={outcome?.kind === "segment" ? outcome.trace.conditions : undefined}
            />
            {canWrite && (
              <footer className="flex flex-wrap items-center gap-2">
                <FormActions call={editor.call} note={editor.isDirty ? editor.note : undefined}>
                  <Button disabled={stored !== null && !editor.isDirty} onClick={cancel}>
                    Cancel
                  </Button>
                  <Button
                    type="submit"
                    variant="primary"
                    isBusy={editor.isSaving}
                    disabled={(stored !== null || createdId !== null) && !editor.isDirty}
                  >
                    {stored === null ? "Create segment" : "Save segment"}
                  </Button>
                </FormActions>
              </footer>
            )}
          </form>
          {stored !== null && <SegmentUsage project={project} uses={uses} />}
          <LazyTestUserStrip subject={subject} />
        </div>
        <aside aria-label="Test a user" className="min-w-0 lg:sticky lg:top-26">
          <LazyTestUserPanel subject={subject} onOutcome={setOutcome} />
        </aside>
      </div>
      {question}
      {isAsking && (
        <SaveReachDialog
          project={project}
          uses={uses.data?.rules ?? []}
          names={names}
          before={stored?.segment ?? null}
          after={editor.fields}
          note={editor.note}
          isSaving={editor.isSaving}
          onSave={save}
          onClose={() => setIsAsking(false)}
        />
      )}
      <UnsavedChanges isDirty={canWrite && editor.isDirty} />
    </>
  );
}

const DeleteSegmentDialog = lazyDialog(() =>
  import("./segment-reach-dialogs").then((file) => file.DeleteSegmentDialog),
);

interface SegmentHeaderProps {
  project: Pick<Project, "slug">;
  segment: Segment | null;
  /** Undefined while they are loading. */
  uses: SegmentUses | undefined;
}

function SegmentHeader({ project, segment, uses }: SegmentHeaderProps) {
  const canWrite = useMayChange()("all");
  const navigate = useNavigate();
  const [isDeleting, setIsDeleting] = useState(false);
  return (
    <>
      <PageHeader
        breadcrumb={
          <PageLink
            href={`/projects/${project.slug}/segments`}
            className="underline-offset-2 hover:text-ink hover:underline"
          >
            Segments
          </PageLink>
        }
        title={segment?.name ?? "New segment"}
        {...(segment === null && { description: "An audience that rules of any flag can link to." })}
        actions={
          segment && (
            <DropdownMenu
              trigger={
                <IconButton label="Actions for the segment">
                  <Ellipsis aria-hidden />
                </IconButton>
              }
            >
              <MenuItem onSelect={() => navigate(`/projects/${project.slug}/audit?resource=${segment.id}`)}>
                <History aria-hidden /> History of this segment
              </MenuItem>
              <MenuItem
                onSelect={() => copyCurlCommand({ method: "GET", path: `/api/v1/flags/segments/${segment.id}` })}
              >
                <Terminal aria-hidden /> Copy as curl
              </MenuItem>
              {canWrite && (
                <MenuItem isDangerous disabled={uses === undefined} onSelect={() => setIsDeleting(true)}>
                  <Trash2 aria-hidden /> Delete…
                </MenuItem>
              )}
            </DropdownMenu>
          )
        }
      />
      {segment !== null && isDeleting && uses !== undefined && (
        <DeleteSegmentDialog project={project} segment={segment} uses={uses} onClose={() => setIsDeleting(false)} />
      )}
    </>
  );
}
