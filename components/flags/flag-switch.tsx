"use client";

import { useMayChange } from "@/components/account/permissions";
import { sayFailure } from "@/components/conflict/save-edit";
import { useCurrentProject } from "@/components/projects/project-context";
import { type JudgedFlag, type ProtectedSave, useConfirm } from "@/components/protected/use-protected-mutation";
import { Badge } from "@/components/ui/badge";
import { Switch } from "@/components/ui/field/input";
import { lazy } from "@/components/ui/lazy/lazy";
import { toast } from "@/components/ui/toast";
import { stateIn } from "@/lib/contract/flag-state";
import { useTurnFlagInEach, useUpdateFlag, useUpdateFlagIn } from "./api";

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

const SwitchEffect = lazy(() => import("./environment-effect").then((file) => file.SwitchEffect));

/** Milliseconds that a switch's effect is there to be read: it may be several lines. */
const EFFECT_MS = 20_000;

type Turn = (enabled: boolean) => void;

/** Turns a flag on or off for all environments: on, it is on in those that are on themselves. */
export function useTurn(flag: JudgedFlag): Turn {
  const update = useUpdateFlag(flag);
  const { environments } = useCurrentProject();
  const concerned = environments.filter((name) => stateIn(flag.environments, name).enabled);
  return turning(flag, concerned, (enabled, isConfirmed) => ({
    saved: update.mutateAsync({ opened: { enabled: !enabled }, change: { enabled } }, { isConfirmed }),
    text: `${flag.name} is ${enabled ? "on" : "off"} in ${everyOne(concerned)}`,
  }));
}

/** Turns a flag on or off in one environment. */
function useTurnIn(flag: JudgedFlag, environment: string): Turn {
  const update = useUpdateFlagIn(flag, environment);
  const concerned = flag.enabled ? [environment] : [];
  return turning(flag, concerned, (enabled, isConfirmed) => ({
    saved: update.mutateAsync({ opened: { enabled: !enabled }, change: { enabled } }, { isConfirmed }),
    text: flag.enabled
      ? `${flag.name} is ${enabled ? "on" : "off"} in ${environment}`
      : `${flag.name} will ${enabled ? "" : "not "}be on in ${environment} once the flag is turned on`,
  }));
}

/**
 * Turns a flag that is off everywhere on in one environment only. The switches of the other environments are turned off
 * first, while the flag is still off, so that nobody gets its value there in between.
 */
export function useTurnOnlyIn(flag: JudgedFlag, environment: string): Turn {
  const update = useUpdateFlag(flag);
  const each = useTurnFlagInEach(flag);
  const confirm = useConfirm(flag.project_id);
  const { environments } = useCurrentProject();
  const isOn = (name: string) => stateIn(flag.environments, name).enabled;
  const changed = environments.filter((name) => isOn(name) !== (name === environment));
  const turnEach = (isWayBack: boolean, comment?: string) => {
    const states = new Map(changed.map((name) => [name, (name === environment) !== isWayBack]));
    return each.mutateAsync({ states, comment });
  };
  const turnAll = (enabled: boolean, comment?: string) =>
    update.mutateAsync({ opened: { enabled: !enabled }, change: { enabled }, comment }, { isConfirmed: true });
  const turnOn = async () => {
    const save: ProtectedSave = {
      reach: [environment, ...changed],
      describe: async () => (await import("./flag-save")).saveOfTurnOnlyIn(flag, environment, changed),
    };
    const comment = await confirm(save, undefined);
    await turnEach(false, comment);
    await turnAll(true, comment);
  };
  return turning(flag, [environment], (enabled) => ({
    // Off is the way back: nobody is asked about it.
    saved: enabled ? turnOn() : turnAll(false).then(() => turnEach(true)),
    text: `${flag.name} is ${enabled ? `on in ${environment} only` : "off"}`,
  }));
}

/**
 * Turns it at once, or once that is confirmed. Says where it is on or off now and who changed by that, with a way back.
 */
function turning(
  flag: JudgedFlag,
  environments: readonly string[],
  save: (enabled: boolean, isConfirmed: boolean) => { saved: Promise<unknown>; text: string },
): Turn {
  const turn = (enabled: boolean, isWayBack = false): void => {
    const { saved, text } = save(enabled, isWayBack);
    saved.then(
      () => {
        if (isWayBack) return;
        toast(text, {
          id: `flag-${flag.id}`,
          duration: EFFECT_MS,
          description: <SwitchEffect flag={flag} environments={environments} isOn={enabled} isDone />,
          action: { label: "Undo", onClick: () => turn(!enabled, true) },
        });
      },
      (error) => sayFailure(error, `turn ${enabled ? "on" : "off"} ${flag.name}`),
    );
  };
  return (enabled) => turn(enabled);
}

/** "production, staging and development"; of many, how many they are. */
export function everyOne(environments: readonly string[]): string {
  const [last, ...rest] = [...environments].reverse();
  if (rest.length === 0) return last ?? "no environment";
  return environments.length > 3 ? `${environments.length} environments` : `${rest.reverse().join(", ")} and ${last}`;
}
