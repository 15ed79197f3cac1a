"use client";

import { onDemand } from "@/components/ui/on-demand";
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
const TestUserPanel = onDemand(
  () => import("./test-user-parts").then(({ testUserParts }) => testUserParts.TestUserPanel),
  <PanelSkeleton />,
);
const TestUserStrip = onDemand(() =>
  import("./test-user-parts").then(({ testUserParts }) => testUserParts.TestUserStrip),
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
