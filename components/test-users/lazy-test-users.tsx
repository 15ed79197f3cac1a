"use client";

import { Button } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { lazy } from "@/components/ui/lazy/lazy";
import { Skeleton } from "@/components/ui/page/page-states";
import type { TestOutcome, TestSubject } from "./test-subject";
import { NoContext, OutcomeBox, TestUserCard } from "./test-user-card";

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
      <NoContext />
    </OutcomeBox>
    <Skeleton className="h-8 w-full" />
    <Skeleton className="h-24 w-full" />
  </TestUserCard>
);

// The rules must not wait for the code that tests them.
const TestUserPanel = lazy(
  () => import("./test-users").then((file) => file.testUsers.TestUserPanel),
  <PanelSkeleton />,
);
const TestUserStrip = lazy(() => import("./test-users").then((file) => file.testUsers.TestUserStrip));

interface LazyTestUserPanelProps {
  /** Null while what is to be tested is loading. */
  subject: TestSubject | null;
  onOutcome: (outcome: TestOutcome) => void;
}

export function LazyTestUserPanel({ subject, onOutcome }: LazyTestUserPanelProps) {
  // On a phone the panel stands below the rules, so a skeleton would move when they come.
  if (subject === null) return <PanelSkeleton className="max-lg:hidden" />;
  return <TestUserPanel subject={subject} onOutcome={onOutcome} />;
}

/** The strip with the value of each saved test user. */
export function LazyTestUserStrip({ subject }: { subject: TestSubject | null }) {
  return subject === null ? null : <TestUserStrip subject={subject} />;
}
