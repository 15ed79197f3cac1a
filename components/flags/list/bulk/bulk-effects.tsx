import { useState } from "react";
import { TextButton } from "@/components/ui/button/button";
import type { ListedFlag } from "@/lib/contract/flag-list";
import { isOnIn } from "@/lib/contract/flag-state";
import { SwitchEffect } from "../../switch-effect";

/** Flags whose effect is found out at once: each asks for its rules in each environment. */
const SHOWN = 5;

interface BulkEffectsProps {
  /** Those that are going to serve as if they were off. */
  flags: readonly ListedFlag[];
  environments: readonly string[];
}

/** Before flags are turned off: who gets another value by it, flag by flag. */
export function BulkEffects({ flags, environments }: BulkEffectsProps) {
  const [shown, setShown] = useState(SHOWN);
  const more = flags.length - shown;
  return (
    <section aria-label="Who changes" className="flex min-w-0 flex-col gap-1.5">
      <h3 className="text-muted text-sm">Who changes</h3>
      <ul className="flex flex-col gap-2">
        {flags.slice(0, shown).map((flag) => (
          <li key={flag.id} className="flex min-w-0 flex-col gap-0.5 border-line-strong border-l-2 pl-2 text-sm">
            <span className="wrap-anywhere font-medium text-ink">{flag.name}</span>
            <span className="text-muted">
              <FlagEffect flag={flag} environments={environments.filter((name) => isOnIn(flag, name))} />
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <TextButton className="self-start" onClick={() => setShown(shown + SHOWN * 2)}>
          Show more: {more.toLocaleString("en")} are left
        </TextButton>
      )}
    </section>
  );
}

/** @param environments those in which it is on */
function FlagEffect({ flag, environments }: { flag: ListedFlag; environments: readonly string[] }) {
  if (environments.length === 0) return "Nobody changes: it is on nowhere.";
  return <SwitchEffect flag={flag} environments={environments} isOn={false} />;
}
