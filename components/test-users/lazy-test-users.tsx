"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { lazy, loadCode } from "@/components/ui/lazy/lazy";
import { Skeleton } from "@/components/ui/page/page-states";
import type { JsonObject } from "@/lib/contract/json";
import type { Witness } from "@/lib/targeting/analysis/somebody";
import type { TestOutcome, TestSubject } from "./test-subject";

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

// The rules must not wait for the code that tests them. A page that has one of the two has both: one script for both.
const TestUserPanel = lazy(() => import("./test-users").then((file) => file.TestUserPanel), <PanelSkeleton />);
const TestUserStrip = lazy(() => import("./test-users").then((file) => file.TestUserStrip));

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

interface TestUserCardProps {
  /** Beside the title. */
  action: ReactNode;
  className?: string;
  children: ReactNode;
}

/** The frame of the panel "Test a user". It is shown before the panel's code is loaded. */
export function TestUserCard({ action, className, children }: TestUserCardProps) {
  return (
    <Card role="region" aria-label="Test a user" className={className}>
      <div className="flex items-center justify-between gap-2 border-line border-b px-4 py-2">
        <h2 className="font-medium text-base text-ink">Test a user</h2>
        {action}
      </div>
      <div className="flex flex-col gap-3 p-4">{children}</div>
    </Card>
  );
}

/** The box for the outcome, or for what is needed to get one. */
export function OutcomeBox({ children }: { children: ReactNode }) {
  return (
    <div role="status" className="rounded-control border border-line bg-ground px-3 py-2.5 text-base">
      {children}
    </div>
  );
}

export const NoContext = () => <p className="text-muted">Add an attribute to see what this user gets.</p>;

/** Puts a witness into the panel "Test a user", and scrolls to the panel where it stands below everything else. */
export async function showOnUser(projectId: string, witness: Witness, panel: HTMLElement | null): Promise<void> {
  const panels = await loadCode(() => import("@/components/test-users/context/test-context"));
  // Its values come from conditions, so they are JSON.
  panels?.tryContext(projectId, witness as JsonObject);
  if (panel !== null && panel.getBoundingClientRect().top > window.innerHeight / 2) panel.scrollIntoView();
}
