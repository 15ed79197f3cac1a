"use client";

import { Button } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { lazy } from "@/components/ui/lazy/lazy";
import { Skeleton } from "@/components/ui/page/skeleton";
import type { PreviewOutcome, PreviewSubject } from "./preview";
import { NothingTried, OutcomeBox, TestUserCard } from "./test-user-card";

const PanelSkeleton = ({ className }: { className?: string }) => (
  <TestUserCard
    className={cn("min-h-72", className)}
    action={
      <Button size="sm" variant="ghost" disabled>
        Clear
      </Button>
    }
  >
    <OutcomeBox>
      <NothingTried />
    </OutcomeBox>
    <Skeleton className="h-8 w-full" />
    <Skeleton className="h-24 w-full" />
  </TestUserCard>
);

// Reading the rules must not wait for what tries them.
const TestUserPanel = lazy(
  () => import("./test-user-parts").then(({ testUserParts }) => testUserParts.TestUserPanel),
  <PanelSkeleton />,
);
const TestUserStrip = lazy(() => import("./test-user-parts").then(({ testUserParts }) => testUserParts.TestUserStrip));

interface PreviewPanelProps {
  /** Null while what is to be tried is loading. */
  subject: PreviewSubject | null;
  onOutcome: (outcome: PreviewOutcome) => void;
}

export function PreviewPanel({ subject, onOutcome }: PreviewPanelProps) {
  // On a phone the panel is below what is to be tried, and must not move when that comes.
  if (subject === null) return <PanelSkeleton className="max-lg:hidden" />;
  return <TestUserPanel subject={subject} onOutcome={onOutcome} />;
}

/** What each saved test user gets. */
export function PreviewStrip({ subject }: { subject: PreviewSubject | null }) {
  return subject === null ? null : <TestUserStrip subject={subject} />;
}
