import type { Effect } from "@/lib/contract/analysis";
import { changesNobody } from "./change-groups";

type Told = Pick<Effect, "changes" | "unanswered" | "code_default">;

const WHERE = "where the flag is off or does not get what it needs";

/** That the default in the code of applications counts, which no flag knows; null where it never does. */
export function codeDefaultText({ code_default: sides }: Pick<Effect, "code_default">): string | null {
  if (sides === undefined) return null;
  if (sides.length === 2) return `W${WHERE.slice(1)}, applications use the default in their code.`;
  return sides[0] === "before"
    ? `Until then applications use the default in their code, ${WHERE}. Afterwards the flag’s own default counts.`
    : `Afterwards applications use the default in their code, ${WHERE}.`;
}

/** Whether the flag gives everybody what it gave them, and leaves to the code what it did not, or no longer does. */
export const changesCodeDefaultAlone = (effect: Told): boolean =>
  changesNobody(effect) && effect.code_default?.length === 1;
