"use client";

import { Lightbulb, TriangleAlert } from "lucide-react";
import { useRef } from "react";
import { TextButton } from "@/components/ui/button/button";
import type { CardFinding } from "./list-findings";

interface FindingsSummaryProps {
  byRule: ReadonlyMap<string, readonly CardFinding[]>;
  /** The rules in their order on the screen. */
  ids: readonly string[];
  onGo: (ruleId: string) => void;
}

/** How much there is to know about a list, and the way from one to the next. Nothing when there is nothing. */
export function FindingsSummary({ byRule, ids, onGo }: FindingsSummaryProps) {
  const last = useRef<string | null>(null);
  const found = ids.filter((id) => byRule.has(id));
  const all = found.flatMap((id) => byRule.get(id) ?? []);
  if (all.length === 0) return null;
  const hasWarning = all.some(({ tone }) => tone === "warning");
  const Icon = hasWarning ? TriangleAlert : Lightbulb;
  const goOn = () => {
    const next = found[(found.indexOf(last.current ?? "") + 1) % found.length];
    if (next === undefined) return;
    last.current = next;
    onGo(next);
  };
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-sm">
      <Icon aria-hidden className={hasWarning ? "size-3.5 shrink-0 text-warning" : "size-3.5 shrink-0 text-faint"} />
      <span className="text-ink">{all.length === 1 ? "1 finding" : `${all.length.toLocaleString("en")} findings`}</span>
      <TextButton onClick={goOn} className="ml-1.5">
        {found.length === 1 ? "Show" : "Show next"}
      </TextButton>
    </p>
  );
}
