import { changesNobody } from "@/components/analysis/change-groups";
import { ChangeReportView } from "@/components/analysis/change-report-view";
import { effectReport, effectTestUsers } from "@/components/analysis/effect-report";
import { TestUserChangeList } from "@/components/test-users/test-user-changes";
import type { SegmentAnalysis } from "@/lib/contract/analysis";
import type { Segment, SegmentUse } from "@/lib/contract/segment";
import { type SegmentChange, useSegmentAnalysis } from "./api";

interface SegmentEffectProps {
  segment: Segment;
  change: SegmentChange;
  /** They know the names of the flags. */
  uses: readonly SegmentUse[];
}

/** Whom a change to a segment gives another value, flag by flag and environment by environment. */
export function SegmentEffect({ segment, change, uses }: SegmentEffectProps) {
  const { data, error } = useSegmentAnalysis(segment, change);
  return (
    <section aria-label="Who changes" aria-busy={data === undefined && error === null} className="min-w-0">
      <h3 className="mb-1.5 text-muted text-sm">Who changes</h3>
      {data !== undefined ? (
        <Lists lists={data.lists} uses={uses} />
      ) : (
        <p className="text-muted text-sm">{error === null ? "Analysing…" : "Not known: the analysis failed."}</p>
      )}
    </section>
  );
}

function Lists({ lists, uses }: { lists: SegmentAnalysis["lists"]; uses: readonly SegmentUse[] }) {
  const names = new Map(uses.map(({ flag_id: id, flag_name: name }) => [id, name]));
  const changed = lists.filter((list) => !changesNobody(list));
  if (changed.length === 0) return <p className="text-muted text-sm">Nobody changes.</p>;
  const others = lists.length - changed.length;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {changed.map((list) => (
        <div key={`${list.flag_id} ${list.environment}`} className="flex min-w-0 flex-col gap-1.5">
          <p className="wrap-anywhere text-base">
            <span className="font-medium text-ink">{names.get(list.flag_id) ?? list.flag_key}</span>{" "}
            <span className="text-muted">in {list.environment}</span>
          </p>
          <ChangeReportView report={effectReport(list)} />
          <TestUserChangeList changes={effectTestUsers(list)} />
        </div>
      ))}
      {others > 0 && (
        <p className="text-muted text-sm">
          Nobody changes in {others === 1 ? "the other list" : `the other ${others.toLocaleString("en")} lists`} that{" "}
          {others === 1 ? "uses" : "use"} it.
        </p>
      )}
    </div>
  );
}
