"use client";

import type { ListChange } from "./analysed-list";
import { changeText } from "./change-groups";
import { useChangeReport } from "./use-change-report";

/** Whom a deletion changes, in a line of the message that tells of it. */
export function DeletionEffect({ change }: { change: ListChange }) {
  const { report } = useChangeReport(change);
  // A blank keeps the line's place.
  return <span className="line-clamp-3">{report === undefined ? "\u00a0" : changeText(report)}</span>;
}
