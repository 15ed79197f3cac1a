"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { AlertDialog } from "@/components/ui/dialog/dialog";
import { useLeaveGuard } from "./use-leave-guard";

/**
 * Asks once before a page with unsaved edits is left: by a link, back, reload or closing. Render it on the page; it
 * shows nothing until somebody is about to leave.
 */
export function UnsavedChanges({ isDirty }: { isDirty: boolean }) {
  const router = useRouter();
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const guard = useLeaveGuard({
    isActive: isDirty,
    // Replaces the extra history entry, so that back leads to the page and not to its double.
    onLink: (href) => setLeave(() => () => guard.release(() => router.replace(href))),
    onBack: () => setLeave(() => () => guard.release(() => window.history.go(-2))),
  });
  return (
    <AlertDialog
      isOpen={leave !== null}
      onOpenChange={(isOpen) => !isOpen && setLeave(null)}
      title="Leave without saving?"
      description="Your changes on this page have not been saved and would be lost."
      actionLabel="Leave"
      cancelLabel="Stay"
      isDangerous
      onAction={() => {
        setLeave(null);
        leave?.();
      }}
    />
  );
}
