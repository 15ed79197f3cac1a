import { TestUserChangeList } from "@/components/test-users/test-user-changes";
import type { SegmentAnalysis } from "@/lib/contract/analysis";
import { changesNobody } from "./change-groups";
import { ChangeReportView } from "./change-report-view";
import { effectReport, effectTestUsers } from "./effect-report";

interface EffectListsProps {
  lists: SegmentAnalysis["lists"];
  /** The names of flags by their ids, as far as they are known. */
  flagNames: ReadonlyMap<string, string>;
}

/** Whom a change gives another value, flag by flag and environment by environment. */
export function EffectLists({ lists, flagNames }: EffectListsProps) {
  const changed = lists.filter((list) => !changesNobody(list));
  if (changed.length === 0) return <p className="text-muted text-sm">Nobody changes.</p>;
  const others = lists.length - changed.length;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {changed.map((list) => (
        <div key={`${list.flag_id} ${list.environment}`} className="flex min-w-0 flex-col gap-1.5">
          <p className="wrap-anywhere text-base">
            <span className="font-medium text-ink">{flagNames.get(list.flag_id) ?? list.flag_key}</span>{" "}
            <span className="text-muted">in {list.environment}</span>
          </p>
          <ChangeReportView report={effectReport(list)} />
          <TestUserChangeList changes={effectTestUsers(list)} />
        </div>
      ))}
      {others > 0 && (
        <p className="text-muted text-sm">
          Nobody changes in {others === 1 ? "the other list" : `the other ${others.toLocaleString("en")} lists`} that it
          concerns.
        </p>
      )}
    </div>
  );
}
