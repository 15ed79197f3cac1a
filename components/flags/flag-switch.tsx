"use client";

import { toast } from "sonner";
import { usePermissions } from "@/components/account/api";
import { sayFailure } from "@/components/conflict/say-failure";
import { useCurrentProject } from "@/components/projects/project-scope";
import { Badge } from "@/components/ui/badge";
import { Switch } from "@/components/ui/field/switch";
import { lazy } from "@/components/ui/lazy/lazy";
import { useUpdateFlag } from "./api";
import type { SwitchedFlag } from "./switch-effect";

const SwitchEffect = lazy(() => import("./switch-effect").then((file) => file.SwitchEffect));

interface FlagSwitchProps {
  flag: SwitchedFlag;
}

/** Milliseconds that a switch's effect is there to be read: it may be several lines. */
const EFFECT_MS = 20_000;

/**
 * Turns a flag on or off, in every environment and at once; says where and who changes, with a way back. Who may not
 * sees the state.
 */
export function FlagSwitch({ flag }: FlagSwitchProps) {
  const { canWrite } = usePermissions();
  const { environments } = useCurrentProject();
  const update = useUpdateFlag(flag);
  if (!canWrite) {
    return (
      <Badge tone={flag.enabled ? "success" : "neutral"} className="w-9 justify-center">
        {flag.enabled ? "On" : "Off"}
      </Badge>
    );
  }

  const turn = (enabled: boolean, isWayBack = false) =>
    update.mutateAsync({ opened: { enabled: !enabled }, change: { enabled } }).then(
      () => {
        if (isWayBack) return;
        toast(`${flag.name} is ${enabled ? "on" : "off"} in ${everyOne(environments)}`, {
          id: `flag-${flag.id}`,
          duration: EFFECT_MS,
          description: <SwitchEffect flag={flag} environments={environments} isOn={enabled} />,
          action: { label: "Undo", onClick: () => void turn(!enabled, true) },
        });
      },
      (error) => sayFailure(error, `turn ${flag.name} ${enabled ? "on" : "off"}`),
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

/** "production, staging and development"; of many, how many they are. */
function everyOne(environments: readonly string[]): string {
  const [last, ...rest] = [...environments].reverse();
  if (rest.length === 0) return last ?? "no environment";
  return environments.length > 3
    ? `all ${environments.length} environments`
    : `${rest.reverse().join(", ")} and ${last}`;
}
