import { Check, CircleHelp, TriangleAlert } from "lucide-react";
import type { Met } from "./use-requirement-findings";

interface RequirementVerdictProps {
  verdict: Met;
  environment: string;
}

const ICONS = {
  never: <TriangleAlert aria-hidden className="size-3.5 text-warning" />,
  always: <Check aria-hidden className="size-3.5 text-success" />,
  unknown: <CircleHelp aria-hidden className="size-3.5 text-faint" />,
};

/** For whom a requirement is met in an environment, and why where that is nobody or everybody. */
export function RequirementVerdict({ verdict, environment }: RequirementVerdictProps) {
  if (verdict.met === "asked") return <span className="text-muted">…</span>;
  if (verdict.met === "some") return <span className="text-muted">Met for some people in {environment}.</span>;
  return (
    <span className="inline-flex min-w-0 gap-1.5 text-muted">
      <span className="flex h-6 shrink-0 items-center">{ICONS[verdict.met]}</span>
      <span className="wrap-anywhere min-w-0">{verdict.text}</span>
    </span>
  );
}
