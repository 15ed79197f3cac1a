"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import type { PreviewOutcome, PreviewSubject } from "@/lib/forms/preview";

const PanelSkeleton = () => <Skeleton className="h-72 w-full rounded-panel" />;

/** On a phone the panel is below what is to be tried, and must not move when that comes. */
const PanelToCome = () => (
  <div className="max-lg:hidden">
    <PanelSkeleton />
  </div>
);

// Reading the rules must not wait for what tries them.
const TestUserPanel = dynamic(
  () => import("./test-user-parts").then(({ testUserParts }) => testUserParts.TestUserPanel),
  {
    loading: PanelSkeleton,
  },
);
const TestUserStrip = dynamic(
  () => import("./test-user-parts").then(({ testUserParts }) => testUserParts.TestUserStrip),
  {
    loading: () => null,
  },
);

interface PreviewPanelProps {
  /** Null while what is to be tried is loading. */
  subject: PreviewSubject | null;
  onOutcome: (outcome: PreviewOutcome) => void;
}

export function PreviewPanel({ subject, onOutcome }: PreviewPanelProps) {
  return subject === null ? <PanelToCome /> : <TestUserPanel subject={subject} onOutcome={onOutcome} />;
}

/** What each saved test user gets. */
export function PreviewStrip({ subject }: { subject: PreviewSubject | null }) {
  return subject === null ? null : <TestUserStrip subject={subject} />;
}
