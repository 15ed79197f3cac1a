"use client";

import { useMayChange } from "@/components/account/permissions";
import type { JudgedFlag } from "@/components/protected/use-protected-mutation";
import { Badge } from "@/components/ui/badge";
import { Switch } from "@/components/ui/field/switch";
import { stateIn } from "@/lib/contract/flag-state";
import { useTurn, useTurnIn } from "./use-turn";

interface FlagSwitchProps {
  flag: JudgedFlag;
}

/** Turns a flag on or off for all environments, at once. Who may not sees the state. */
export function FlagSwitch({ flag }: FlagSwitchProps) {
  const turn = useTurn(flag);
  return <StateSwitch flag={flag} reach="all" label={flag.name} isOn={flag.enabled} onTurn={turn} />;
}

/** Turns a flag on or off in one environment, at once. Who may not sees the state. */
export function EnvironmentSwitch({ flag, environment }: FlagSwitchProps & { environment: string }) {
  const turn = useTurnIn(flag, environment);
  const { enabled } = stateIn(flag.environments, environment);
  return (
    <StateSwitch
      flag={flag}
      reach={environment}
      label={`${flag.name} in ${environment}`}
      isOn={enabled}
      onTurn={turn}
    />
  );
}

interface StateSwitchProps extends FlagSwitchProps {
  /** The environment that it reaches. */
  reach: string | "all";
  label: string;
  isOn: boolean;
  onTurn: (isOn: boolean) => void;
}

function StateSwitch({ flag, reach, label, isOn, onTurn }: StateSwitchProps) {
  const mayChange = useMayChange();
  if (!mayChange(reach)) {
    return (
      <Badge tone={isOn ? "success" : "neutral"} className="w-9 justify-center">
        {isOn ? "On" : "Off"}
      </Badge>
    );
  }
  return (
    <Switch
      aria-label={label}
      checked={isOn}
      // An archived flag serves its default whatever the switch says.
      disabled={flag.status === "archived"}
      onCheckedChange={onTurn}
      className="z-1"
    />
  );
}
