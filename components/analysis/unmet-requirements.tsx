import { TriangleAlert } from "lucide-react";
import type { Effect } from "@/lib/contract/analysis";

interface UnmetRequirementsProps {
  /** After the change. */
  effect: Pick<Effect, "requirements_never_met">;
  environment: string;
}

/** That a flag's rules will serve nobody in an environment, since nobody gets there what it needs. Else nothing. */
export function UnmetRequirements({
  effect: { requirements_never_met: sentences = [] },
  environment,
}: UnmetRequirementsProps) {
  if (sentences.length === 0) return null;
  return (
    <p className="flex min-w-0 gap-1.5 text-ink text-sm">
      <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-warning" />
      <span className="wrap-anywhere min-w-0">
        Its rules will serve nobody in {environment}, as if it was off. {sentences.join(" ")}
      </span>
    </p>
  );
}
