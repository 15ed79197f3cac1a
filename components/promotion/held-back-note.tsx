"use client";

import { useMe } from "@/components/account/api";
import { useMayChange, usePermissions } from "@/components/account/permissions";
import { AdminsToAsk } from "@/components/layout/admins-only";

/** Says why nothing can be promoted to an environment, to whom that is so although they change others. */
export function HeldBackNote({ environment }: { environment: string }) {
  const { data: me } = useMe();
  const { canWrite } = usePermissions();
  const mayChange = useMayChange();
  if (me === undefined || !canWrite || mayChange(environment)) return null;
  return (
    <p className="wrap-anywhere text-muted text-sm">
      {environment} is protected, and you may not change it. <AdminsToAsk what={`to promote to ${environment}`} />
    </p>
  );
}
