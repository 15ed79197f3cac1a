import { Lock } from "lucide-react";
import { AdminsToAsk, useMayChange, usePermissions } from "@/components/account/permissions";
import { useCurrentProject } from "@/components/projects/project-context";
import { cn } from "@/components/ui/cn";
import { joinWords } from "@/lib/targeting/words/condition-parts";
import { useProtectedAmong } from "./use-protected-mutation";

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
