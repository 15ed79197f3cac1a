"use client";

import { ServedValue } from "@/components/values/served-value";
import type { Flag } from "@/lib/contract/flag";
import { defaultIn, stateIn } from "@/lib/contract/flag-state";
import { EnvironmentSwitch } from "../flag-switch";

interface EnvironmentStateProps {
  flag: Flag;
  environment: string;
}

/** Whether a flag is on in an environment, and the effect of that. */
export function EnvironmentState({ flag, environment }: EnvironmentStateProps) {
  const { enabled } = stateIn(flag.environments, environment);
  return (
    <div className="mb-5 flex min-w-0 items-center gap-3">
      <EnvironmentSwitch flag={flag} environment={environment} />
      <p className="wrap-anywhere min-w-0 text-base text-ink">
        <strong className="font-semibold">{enabled ? "On" : "Off"}</strong> in {environment}
        <span className="text-muted">
          {enabled ? (
            flag.enabled ? (
              ": the rules below decide."
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
