"use client";

import type { ListChange } from "@/components/analysis/analysed-list";
import { listChangeText } from "@/components/analysis/change-groups";
import { useChangeReport } from "@/components/analysis/use-answer";

/** Who gets another value when a rule goes, in a line. */
export function LeavingEffect({ change }: { change: ListChange }) {
  const { report } = useChangeReport(change);
  return report === undefined ? null : listChangeText(report, change);
}
