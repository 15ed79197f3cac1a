import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

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
