"use client";

import { CalendarClock } from "lucide-react";
import { useMayChange } from "@/components/account/permissions";
import { Button } from "@/components/ui/button/button";
import { LocalTime } from "@/components/ui/time/time";
import { ServedValue } from "@/components/values/served-value";
import type { Flag } from "@/lib/contract/flag";
import { stateIn } from "@/lib/contract/flag-state";
import { joinWords } from "@/lib/targeting/condition-parts";
import { everyOne, useTurn, useTurnOnlyIn } from "../use-turn";

interface FlagStateProps {
  flag: Flag;
  /** The environment whose rules are shown below. */
  environment: string;
}

/** Says so when the rules below have no effect in any environment, or will have one later. */
export function FlagState({ flag, environment }: FlagStateProps) {
  const isArchived = flag.status === "archived";
  if (flag.enabled && !isArchived) {
    return (
      <div className="-mt-1 mb-5 empty:hidden">
        <Schedule flag={flag} />
      </div>
    );
  }
  return (
    <div className="-mt-1 mb-5 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-panel border border-line bg-panel px-4 py-2.5 text-base text-ink">
      <div className="flex min-w-0 flex-1 basis-80 flex-col gap-1">
        <p className="wrap-anywhere">
          {isArchived ? "This flag is archived" : "This flag is off"}: <Served flag={flag} /> in every environment,
          whatever its rules say.
        </p>
        {!isArchived && <WhereItWillBeOn flag={flag} />}
        {!isArchived && <Schedule flag={flag} />}
      </div>
      {!isArchived && <TurnOnButtons flag={flag} environment={environment} />}
    </div>
  );
}

const environmentsThatAreOn = ({ environments }: Pick<Flag, "environments">): string[] =>
  Object.keys(environments).filter((name) => stateIn(environments, name).enabled);

/** Says where the flag will be on before it is turned on, so that nobody is surprised. */
function WhereItWillBeOn({ flag }: { flag: Flag }) {
  return (
    <p className="wrap-anywhere text-muted text-sm">
      Once it is turned on, it is on in {everyOne(environmentsThatAreOn(flag))}.
    </p>
  );
}

/** Turns the flag on in every environment whose own switch is on, or only in the environment shown. */
function TurnOnButtons({ flag, environment }: FlagStateProps) {
  const mayTurn = useMayChange()("all");
  const turn = useTurn(flag);
  const turnOnlyHere = useTurnOnlyIn(flag, environment);
  if (!mayTurn) return null;
  const on = environmentsThatAreOn(flag);
  const isOnlyHere = on.length === 1 && on[0] === environment;
  return (
    <div className="flex flex-wrap gap-2">
      {!isOnlyHere && <Button onClick={() => turnOnlyHere(true)}>Turn on in {environment} only</Button>}
      {on.length > 0 && <Button onClick={() => turn(true)}>Turn on</Button>}
    </div>
  );
}

/** When the schedule turns the flag on or off, and where. */
function Schedule({ flag }: { flag: Flag }) {
  const { scheduled_at: instant, scheduled_action: action, scheduled_environments: environments } = flag;
  if (instant === null) return null;
  return (
    <p className="flex items-center gap-1.5 text-muted text-sm">
      <CalendarClock aria-hidden className="size-4 shrink-0" />
      <span className="wrap-anywhere">
        It turns itself {action === "disable" ? "off" : "on"}
        {environments !== undefined && ` in ${joinWords(environments)}`} at <LocalTime instant={instant} />.
      </span>
    </p>
  );
}

/** The value of a flag that is off. */
function Served({ flag }: { flag: Flag }) {
  if (flag.when_disabled === "code_default") return "applications use the default in their code";
  if (Object.values(flag.environments).some((state) => state.default_value !== undefined)) {
    return "everyone gets the default";
  }
  return (
    <>
      everyone gets <ServedValue value={flag.default_value.value} />
    </>
  );
}
