"use client";

import { toast } from "sonner";
import { usePermissions } from "@/components/account/api";
import { Badge } from "@/components/ui/badge";
import { Switch } from "@/components/ui/field/switch";
import { describeError } from "@/lib/client/api-error";
import type { Flag } from "@/lib/contract/flag";
import { useUpdateFlag } from "./api";

interface FlagSwitchProps {
  flag: Pick<Flag, "id" | "project_id" | "key" | "name" | "enabled" | "status">;
}

/** Turns a flag on or off, in every environment and at once, with a way back. Who may not sees the state. */
export function FlagSwitch({ flag }: FlagSwitchProps) {
  const { canWrite } = usePermissions();
  const update = useUpdateFlag(flag);
  if (!canWrite) {
    return (
      <Badge tone={flag.enabled ? "success" : "neutral"} className="w-9 justify-center">
        {flag.enabled ? "On" : "Off"}
      </Badge>
    );
  }

  const turn = (enabled: boolean, isWayBack = false) =>
    update.mutateAsync({ enabled }).then(
      () => {
        if (isWayBack) return;
        toast(`${flag.name} is ${enabled ? "on" : "off"}`, {
          id: `flag-${flag.id}`,
          action: { label: "Undo", onClick: () => void turn(!enabled, true) },
        });
      },
      (error) => void toast.error(describeError(error, `turn ${flag.name} ${enabled ? "on" : "off"}`)),
    );
  return (
    <Switch
      aria-label={flag.name}
      checked={flag.enabled}
      // An archived flag serves its default whatever the switch says.
      disabled={flag.status === "archived"}
      onCheckedChange={(enabled) => void turn(enabled)}
      className="z-1"
    />
  );
}
