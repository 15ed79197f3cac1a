"use client";

import { useState } from "react";
import { useMayChange } from "@/components/account/permissions";
import { useIsProtected } from "@/components/environments/api";
import { Badge } from "@/components/ui/badge";
import { Switch } from "@/components/ui/field/switch";
import { lazy } from "@/components/ui/lazy/lazy";
import { stateIn } from "@/lib/contract/flag-state";
import type { SwitchedFlag } from "./switch-effect";
import { useTurn, useTurnIn } from "./use-turn";

// Few environments are protected.
const ProtectedTurn = lazy(() => import("./protected-turn").then((file) => file.ProtectedTurn));

interface FlagSwitchProps {
  flag: SwitchedFlag;
}

/** Turns a flag on or off for all environments, at once. Who may not sees the state. */
export function FlagSwitch({ flag }: FlagSwitchProps) {
  const turn = useTurn(flag);
  return <StateSwitch flag={flag} reach="all" label={flag.name} isOn={flag.enabled} onTurn={(isOn) => turn(isOn)} />;
}

/** Turns a flag on or off in one environment, at once. Who may not sees the state. */
export function EnvironmentSwitch({ flag, environment }: FlagSwitchProps & { environment: string }) {
  const turn = useTurnIn(flag, environment);
  const { enabled } = stateIn(flag.environments, environment);
  const isProtected = useIsProtected(flag.project_id, environment);
  const [asked, setAsked] = useState<boolean | null>(null);
  const begin = async (isOn: boolean) => ((await isProtected()) ? setAsked(isOn) : turn(isOn));
  return (
    <>
      <StateSwitch
        flag={flag}
        reach={environment}
        label={`${flag.name} in ${environment}`}
        isOn={enabled}
        onTurn={(isOn) => void begin(isOn)}
      />
      {asked !== null && (
        <ProtectedTurn
          flag={flag}
          environment={environment}
          isOn={asked}
          onTurn={(comment) => {
            turn(asked, comment);
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
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
