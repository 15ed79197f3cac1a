import { Save, Trash2 } from "lucide-react";
import { MenuItem } from "@/components/ui/menu/dropdown-menu";
import { toast } from "@/components/ui/toast/toast";
import { describeError } from "@/lib/client/api-error";
import type { TestUser } from "@/lib/contract/test-user";
import { useDeleteTestUser } from "./api";

interface SavedUsersItemsProps {
  projectId: string;
  picked: TestUser | undefined;
  canSave: boolean;
  onSave: () => void;
  onDeleted: () => void;
}

/** What can be done with the user that is tried. */
export function SavedUsersItems({ projectId, picked, canSave, onSave, onDeleted }: SavedUsersItemsProps) {
  const remove = useDeleteTestUser(projectId);
  const forget = async (id: string) => {
    try {
      await remove.mutateAsync(id);
      onDeleted();
    } catch (error) {
      toast.error(describeError(error, "delete the test user"));
    }
  };
  return (
    <>
      <MenuItem disabled={!canSave} onSelect={onSave}>
        <Save aria-hidden /> Save this user…
      </MenuItem>
      <MenuItem
        isDangerous
        disabled={picked === undefined}
        onSelect={() => picked !== undefined && void forget(picked.id)}
      >
        <Trash2 aria-hidden /> Delete {picked === undefined ? "saved user" : `“${picked.name}”`}
      </MenuItem>
    </>
  );
}
