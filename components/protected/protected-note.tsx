import { Lock } from "lucide-react";
import { type Note, NoteLine } from "@/components/forms/form-actions";
import { joinWords } from "@/lib/targeting/words/condition-parts";
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
  if (environments.length === 0) return <NoteLine note={note} />;
  return (
    <div className="flex min-w-0 flex-col gap-2 border-line border-t pt-3">
      <p className="flex min-w-0 items-start gap-1.5 text-ink text-sm">
        <Lock aria-hidden className="mt-0.5 size-3.5 shrink-0 text-warning" />
        <span className="wrap-anywhere min-w-0">
          {joinWords(environments)} {environments.length === 1 ? "is" : "are"} protected: whoever reads the history will
          want to know why.
        </span>
      </p>
      <NoteLine note={note} isAsked />
    </div>
  );
}
