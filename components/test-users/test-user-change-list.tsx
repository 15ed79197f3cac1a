import { ArrowRight, TriangleAlert } from "lucide-react";
import { ServedValue } from "@/components/values/served-value";
import type { JsonValue } from "@/lib/contract/json";
import type { TestUserChange, TestUserInput } from "@/lib/targeting/analysis/test-users";

/** As much of a change as is shown. */
interface ShownTestUserChange extends Pick<TestUserChange, "breaksExpectation"> {
  readonly user: Pick<TestUserInput, "id" | "name" | "expected">;
  readonly before: { readonly value: JsonValue };
  /** Null: it is not known yet. */
  readonly after: { readonly value: JsonValue } | null;
}

/** A longer list is counted and not read out; broken expectations come first. */
const MOST_SHOWN = 5;

/** Saved test users who get another value, those first whose expectation that breaks. Nothing when there are none. */
export function TestUserChangeList({ changes }: { changes: readonly ShownTestUserChange[] }) {
  if (changes.length === 0) return null;
  const ordered = [...changes].sort((a, b) => rank(a) - rank(b));
  const more = ordered.length - MOST_SHOWN;
  return (
    <section aria-label="Saved test users">
      <h3 className="mb-1 text-muted text-sm">Saved test users</h3>
      <ul className="flex flex-col gap-1.5 text-ink text-sm">
        {ordered.slice(0, MOST_SHOWN).map((each) => (
          <ChangedUser key={each.user.id} change={each} />
        ))}
      </ul>
      {more > 0 && <p className="mt-1 text-muted text-sm">and {more} more</p>}
    </section>
  );
}

const rank = ({ breaksExpectation }: ShownTestUserChange): number =>
  ["yes", "unknown", "no"].indexOf(breaksExpectation);

function ChangedUser({ change: { user, before, after, breaksExpectation } }: { change: ShownTestUserChange }) {
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <span className="min-w-0 truncate font-medium">{user.name}</span>
      <span className="flex min-w-0 items-center gap-1.5">
        <ServedValue value={before.value} className="max-w-40 truncate" />
        <ArrowRight aria-hidden className="size-3.5 shrink-0 text-muted" />
        <span className="sr-only">becomes</span>
        {after === null ? (
          <span className="text-muted text-sm">decided by chance when the rule is saved</span>
        ) : (
          <ServedValue value={after.value} className="max-w-40 truncate" />
        )}
      </span>
      {breaksExpectation !== "no" && user.expected !== undefined && (
        <span className="flex items-center gap-1 text-danger text-sm">
          <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
          {breaksExpectation === "yes" ? "breaks" : "may break"} what is expected:{" "}
          <ServedValue value={user.expected} className="max-w-40 truncate" />
        </span>
      )}
    </li>
  );
}
