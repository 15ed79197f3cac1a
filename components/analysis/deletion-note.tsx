"use client";

import type { ReactNode } from "react";
import type { ListChange } from "./analysed-list";
import { changeText } from "./change-groups";
import { useChangeReport } from "./use-change-report";

/** For a message that tells of a deletion: whom it changes, as soon as that is known. */
export const deletionNote = (change: ListChange): ReactNode => <DeletionEffect change={change} />;

function DeletionEffect({ change }: { change: ListChange }) {
  const { report } = useChangeReport(change);
  // A blank keeps the line's place.
  return <span className="line-clamp-3">{report === undefined ? "\u00a0" : changeText(report)}</span>;
}
