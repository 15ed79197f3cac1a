import type { ContentChange } from "../../store/flag-contents";
import { type FlagRow, toFlag } from "../../store/flag-rows";
import { flagIdentity } from "../flags";

interface Recorded {
  /** The flag afterwards. */
  readonly now: FlagRow;
  readonly environment: string;
  /** The project's environments. */
  readonly environments: readonly string[];
}

/** The flag before and after a change of its content in an environment, with the rules there if they changed. */
export function contentEntry({ flag, before, after }: ContentChange, { now, environment, environments }: Recorded) {
  const isOfRules = before.rules !== after.rules;
  return {
    ...flagIdentity(flag),
    environment,
    before: { ...toFlag(flag, environments), ...(isOfRules && { rules: before.rules }) },
    after: { ...toFlag(now, environments), ...(isOfRules && { rules: after.rules }) },
  };
}
