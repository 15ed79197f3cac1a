import type { AuditEntry } from "@/lib/contract/audit";
import { describeValue } from "./describe-value";
import { differences } from "./diff";
import { DifferenceList } from "./difference-list";
import { orderChange } from "./order-change";
import type { KnownNames } from "./words/phrase";

interface EntryDiffProps {
  entry: AuditEntry;
  names: Pick<KnownNames, "segments">;
}

/** What a change did, field by field. */
export function EntryDiff({ entry, names: { segments } }: EntryDiffProps) {
  const order = orderChange(entry.before, entry.after);
  if (order !== undefined) {
    return (
      <p className="text-base text-ink">
        Now in the order{" "}
        <span className="font-mono text-sm">{order.map((position) => position ?? "new").join(", ")}</span>
        <span className="text-muted">, by where each stood before.</span>
      </p>
    );
  }
  const found = differences(entry.before, entry.after);
  if (found.length === 0) return <p className="text-base text-muted">Nothing that can be shown.</p>;
  return (
    <DifferenceList
      found={found}
      say={(value, [field]) =>
        // A segment that is gone has its id alone.
        (field === "segment_id" && typeof value === "string" && segments.get(value)) || describeValue(value)
      }
    />
  );
}
