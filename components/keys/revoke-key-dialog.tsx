"use client";

import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/dialog/alert-dialog";
import { describeError } from "@/lib/client/api-error";
import type { Key } from "@/lib/contract/key";
import { useRevokeKey } from "./api";

export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: Key; onClose: () => void }) {
  const revoke = useRevokeKey();
  const act = async () => {
    try {
      await revoke.mutateAsync(apiKey.id);
      toast.success(`Revoked ${apiKey.name}`);
      onClose();
    } catch (error) {
      toast.error(describeError(error, "revoke the key"));
    }
  };
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Revoke “${apiKey.name}”?`}
      description="Whatever uses it is refused from now on. This cannot be undone. If something still needs a key, create another one first."
      actionLabel="Revoke key"
      isDangerous
      isBusy={revoke.isPending}
      onAction={() => void act()}
    />
  );
}
