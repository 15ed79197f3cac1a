"use client";

import { Save, SaveAll, Trash2 } from "lucide-react";
import { sayFailure } from "@/components/conflict/save-edit";
import { MenuItem } from "@/components/ui/menu/dropdown-menu";
import { toast } from "@/components/ui/toast";
import type { JsonObject } from "@/lib/contract/json";
import type { TestUser } from "@/lib/contract/test-user";
import { useDeleteTestUser, useSaveTestUser } from "./api";

interface SavedUsersItemsProps {
  projectId: string;
  picked: TestUser | undefined;
  /** The picked user with the panel's context; null while it equals the saved one. */
  edited: { replaced: TestUser; name: string; context: JsonObject } | null;
  onUpdated: (saved: TestUser) => void;
  canSave: boolean;
  onSave: () => void;
  onDeleted: () => void;
}

/** The actions for the picked user. */
export function SavedUsersItems({
  projectId,
  picked,
  edited,
  onUpdated,
  canSave,
  onSave,
  onDeleted,
}: SavedUsersItemsProps) {
  const remove = useDeleteTestUser(projectId);
  const save = useSaveTestUser(projectId);
  const restore = ({ name, context, expectations }: TestUser) =>
    // It was stored from JSON.
    save.mutateAsync({ name, context: context as JsonObject, expectations }).then(
      () => toast(`${name} is back`),
      (error) => sayFailure(error, "bring the test user back"),
    );
  const forget = async (user: TestUser) => {
    try {
      await remove.mutateAsync(user);
      onDeleted();
      toast(`Deleted ${user.name}`, { action: { label: "Undo", onClick: () => void restore(user) } });
    } catch (error) {
      sayFailure(error, "delete the test user");
    }
  };
  const update = async (user: NonNullable<typeof edited>) => {
    try {
      onUpdated(await save.mutateAsync(user));
      toast.success(`Updated ${user.name}`);
    } catch (error) {
      sayFailure(error, "save the test user");
    }
  };
  return (
    <>
      {edited !== null && (
        <MenuItem onSelect={() => void update(edited)}>
          <SaveAll aria-hidden /> Update {edited.name}
        </MenuItem>
      )}
      <MenuItem disabled={!canSave} onSelect={onSave}>
        <Save aria-hidden /> {edited === null ? "Save this user…" : "Save as another user…"}
      </MenuItem>
      <MenuItem
        isDangerous
        disabled={picked === undefined}
        onSelect={() => picked !== undefined && void forget(picked)}
      >
        <Trash2 aria-hidden /> Delete {picked === undefined ? "saved user" : `“${picked.name}”`}
      </MenuItem>
    </>
  );
}
