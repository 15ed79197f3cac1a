"use client";

import { AlertDialog } from "@/components/ui/alert-dialog";
import { toast } from "@/components/ui/toast";
import { describeError } from "@/lib/client/api-error";
import { useRevokeKey } from "@/lib/client/use-revoke-key";
import type { Key } from "@/lib/contract/key";

export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: Key; onClose: () => void }) {
  const revoke = useRevokeKey();
  const act = async () => {
    try {
      await revoke.mutateAsync(apiKey.id);
      toast.success(`“${apiKey.name}” is revoked.`);
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
      description="Whatever uses it is refused from now on. It cannot be brought back; make another one first if something still needs it."
      actionLabel="Revoke key"
      isDangerous
      isBusy={revoke.isPending}
      onAction={() => void act()}
    />
  );
}
