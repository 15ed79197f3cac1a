"use client";

import { AdminsToAsk } from "@/components/account/admins-to-ask";
import { useMe } from "@/components/account/api";
import { usePermissions } from "@/components/account/permissions";

/** Says why a project's pages have no controls, to whom that is so. */
export function ViewOnlyNote() {
  const { data: me } = useMe();
  const { canWrite } = usePermissions();
  if (me === undefined || canWrite) return null;
  return (
    <p className="wrap-anywhere mb-4 text-muted text-sm">
      You see this project and change nothing in it. <AdminsToAsk what="to be an editor" />
    </p>
  );
}
