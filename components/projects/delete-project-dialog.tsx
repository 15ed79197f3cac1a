"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/dialog/alert-dialog";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { describeError } from "@/lib/client/api-error";
import type { Project } from "@/lib/contract/project";
import { useDeleteProject } from "./api";
import { forgetProject } from "./last-project";

/** Asks for the slug, as the API does. */
export function DeleteProjectDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const remove = useDeleteProject(project);
  const act = async () => {
    try {
      await remove.mutateAsync(typed);
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
      blockedBecause={typed === project.slug ? undefined : "Type its slug first."}
      onAction={() => void act()}
    >
      <Field label={`Type ${project.slug} to confirm`} className="mt-2">
        {(control) => (
          <Input
            {...control}
            className="font-mono"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
    </AlertDialog>
  );
}
