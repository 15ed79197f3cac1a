import { Card } from "@/components/ui/card";
import type { ListedFlag } from "@/lib/contract/flag-list";

/** Stands for the section in its later size, so that nothing moves when that comes. */
export const NeedsPlaceholder = ({ flag: { requires = [], required_by: requiredBy } }: { flag: ListedFlag }) => (
  <Card className="mb-5 animate-pulse">
    <div style={{ height: `${3 + 1.75 * (requires.length + (requiredBy === undefined ? 0 : 1))}rem` }} />
  </Card>
);
