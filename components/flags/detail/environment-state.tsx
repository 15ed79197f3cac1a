"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ServedValue } from "@/components/values/served-value";
import type { Flag } from "@/lib/contract/flag";
import { defaultIn, stateIn } from "@/lib/contract/flag-state";
import { joinWords } from "@/lib/targeting/words/condition-parts";
import { flagsQuery } from "../api";
import { EnvironmentSwitch } from "../flag-switch";
import { waitsFor } from "../requirements/waiting";

interface EnvironmentStateProps {
  flag: Flag;
  environment: string;
}

/** Whether a flag is on in an environment, and the effect of that. */
export function EnvironmentState({ flag, environment }: EnvironmentStateProps) {
  const { enabled } = stateIn(flag.environments, environment);
  const waitsFor = useWaitsFor(flag, environment);
  return (
    <div className="mb-5 flex min-w-0 items-center gap-3">
      <EnvironmentSwitch flag={flag} environment={environment} />
      <p className="wrap-anywhere min-w-0 text-base text-ink">
        <strong className="font-semibold">{enabled ? "On" : "Off"}</strong> in {environment}
        <span className="text-muted">
          {enabled ? (
            flag.enabled && waitsFor.length > 0 ? (
              `, but waits for ${joinWords(waitsFor)}: until then everyone gets what they get while it is off.`
            ) : flag.enabled ? (
              flag.requires === undefined ? (
                ": the rules below decide."
              ) : (
                ": the rules below decide where it gets what it needs."
              )
            ) : (
              ", once the flag is turned on."
            )
          ) : flag.when_disabled === "code_default" ? (
            ": applications use the default in their code."
          ) : (
            <>
              : everyone gets <ServedValue value={defaultIn(flag, environment)} />, whatever the rules say.
            </>
          )}
        </span>
      </p>
    </div>
  );
}

/** The required flags that a flag waits for in an environment. None until it is known. */
function useWaitsFor(flag: Flag, environment: string): readonly string[] {
  const { data: flags } = useQuery({ ...flagsQuery(flag.project_id), enabled: flag.requires !== undefined });
  return useMemo(
    () => waitsFor(flag, new Map(flags?.map((each) => [each.key, each])), environment),
    [flag, flags, environment],
  );
}
