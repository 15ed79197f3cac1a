"use client";

import { useRouter } from "next/navigation";
import { NoteField } from "@/components/forms/note-field";
import { useNote } from "@/components/forms/use-note";
import { AlertDialog } from "@/components/ui/dialog/alert-dialog";
import { toast } from "@/components/ui/toast";
import { describeError } from "@/lib/client/api-error";
import type { Project } from "@/lib/contract/project";
import { useDeleteProject } from "./api";
import { forgetProject } from "./last-project";

/** Asks for the slug, as the API does. */
export function DeleteProjectDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const router = useRouter();
  const note = useNote();
  const remove = useDeleteProject(project);
  const act = async () => {
    try {
      await remove.mutateAsync({ confirm: project.slug, comment: note.comment });
      forgetProject();
      toast.success(`Deleted ${project.name}`);
      router.replace("/projects");
    } catch (error) {
      toast.error(describeError(error, "delete the project"));
    }
  };
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Delete “${project.name}”?`}
      description="Every flag, segment and rule in it is gone for good, and applications get their own defaults. Its history stays."
      actionLabel="Delete project"
      isDangerous
      isBusy={remove.isPending}
      confirmation={{ what: "address", text: project.slug }}
      onAction={() => void act()}
    >
      <NoteField note={note} />
    </AlertDialog>
  );
}
