"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { sayFailure } from "@/components/conflict/say-failure";
import { useNote } from "@/components/forms/note-field";
import { ProtectedNote } from "@/components/protected/protected-note";
import { useProtectedAmong } from "@/components/protected/use-protected-mutation";
import { WhoIsReached } from "@/components/protected/who-is-reached";
import { AlertDialog } from "@/components/ui/dialog/dialog";
import { toast } from "@/components/ui/toast";
import { useDeleteFlag } from "../api";
import type { FlagDialogProps } from "./flag-menu";

/** Deletes a flag with its rules in every environment; asks for its key. */
export function DeleteFlagDialog({ flag, project, onClose }: FlagDialogProps) {
  const router = useRouter();
  const remove = useDeleteFlag();
  const note = useNote();
  // As it was when the question was asked.
  const [seen] = useState(flag);
  const guarded = useProtectedAmong(flag.project_id, "all");
  // Who asks for it gets what their code has instead, as of one that is archived.
  const effect = useMemo(() => ({ of: "flag", flag, after: { ...flag, status: "archived" } }) as const, [flag]);
  const run = () =>
    remove.mutate(
      { ...seen, comment: note.comment },
      {
        onSuccess: () => {
          toast(`Deleted ${flag.name}`, { description: "It can be restored from the history." });
          router.replace(`/projects/${project.slug}/flags`);
        },
        onError: (error) => sayFailure(error, "delete the flag"),
      },
    );
  return (
    <AlertDialog
      isOpen
      onOpenChange={onClose}
      title={`Delete ${flag.name}?`}
      description={
        <>
          Its rules in every environment go with it, and whoever asks for it is told that it does not exist. It can be
          restored from the history. Archiving it instead keeps serving the default value.
        </>
      }
      actionLabel="Delete flag"
      isDangerous
      isBusy={remove.isPending}
      confirmation={{ what: "key", text: flag.key }}
      onAction={run}
    >
      {guarded.length > 0 && <WhoIsReached effect={effect} environments={guarded} />}
      <ProtectedNote projectId={flag.project_id} reach="all" note={note} />
    </AlertDialog>
  );
}
