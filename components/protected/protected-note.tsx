import { Lock } from "lucide-react";
import { useMayChange, usePermissions } from "@/components/account/permissions";
import { type Note, NoteField } from "@/components/forms/note-field";
import { AdminsToAsk } from "@/components/layout/admins-only";
import { useCurrentProject } from "@/components/projects/project-context";
import { cn } from "@/components/ui/cn";
import { joinWords } from "@/lib/targeting/condition-parts";
import { type SaveReach, useProtectedAmong } from "./use-protected-mutation";

interface ProtectedNoteProps {
  projectId: string;
  /** What the save reaches. */
  reach: SaveReach;
  note: Pick<Note, "value" | "onChange">;
}

/** Why something is saved: asked for where it reaches protected environments, which it says, and offered elsewhere. */
export function ProtectedNote({ projectId, reach, note }: ProtectedNoteProps) {
  const environments = useProtectedAmong(projectId, reach);
  if (environments.length === 0) return <NoteField note={note} />;
  return (
    <div className="flex min-w-0 flex-col gap-2 border-line border-t pt-3">
      <p className="flex min-w-0 items-start gap-1.5 text-ink text-sm">
        <Lock aria-hidden className="mt-0.5 size-3.5 shrink-0 text-warning" />
        <span className="wrap-anywhere min-w-0">
          {joinWords(environments)} {environments.length === 1 ? "is" : "are"} protected: whoever reads the history will
          want to know why.
        </span>
      </p>
      <div className="flex min-w-0">
        <NoteField note={note} isAsked />
      </div>
    </div>
  );
}

interface HeldBackNoteProps {
  /** What the controls would reach that are not there. */
  reach: string | "all";
  /** Why it reaches what is protected, where that is not plain: "Rules there may use this segment." */
  because?: string;
  className?: string;
}

/** Says to an editor who may not change what is protected why there are no controls, and whom to ask. */
export function HeldBackNote({ reach, because, className = "mb-4" }: HeldBackNoteProps) {
  const { id } = useCurrentProject();
  const { canWrite } = usePermissions();
  const mayChange = useMayChange();
  const environments = useProtectedAmong(id, reach === "all" ? reach : [reach]);
  if (!canWrite || environments.length === 0 || mayChange(reach)) return null;
  return (
    <p className={cn("flex min-w-0 items-start gap-1.5 text-muted text-sm", className)}>
      <Lock aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span className="wrap-anywhere min-w-0">
        {joinWords(environments)} {environments.length === 1 ? "is" : "are"} protected. {because}{" "}
        <AdminsToAsk what="to change it, or to let you" />
      </span>
    </p>
  );
}
