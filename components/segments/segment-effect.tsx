import { EffectLists } from "@/components/analysis/effect-lists";
import type { RuleUse, Segment } from "@/lib/contract/segment";
import { type SegmentChange, useSegmentAnalysis } from "./api";

interface SegmentEffectProps {
  segment: Segment;
  change: SegmentChange;
  /** They know the names of the flags. */
  uses: readonly RuleUse[];
}

/** Whom a change to a segment gives another value, flag by flag and environment by environment. */
export function SegmentEffect({ segment, change, uses }: SegmentEffectProps) {
  const { data, error } = useSegmentAnalysis(segment, change);
  const names = new Map(uses.map(({ flag_id: id, flag_name: name }) => [id, name]));
  return (
    <section aria-label="Who changes" aria-busy={data === undefined && error === null} className="min-w-0">
      <h3 className="mb-1.5 text-muted text-sm">Who changes</h3>
      {data !== undefined ? (
        <EffectLists projectId={segment.project_id} lists={data.lists} flagNames={names} />
      ) : (
        <p className="text-muted text-sm">{error === null ? "Analysing…" : "Not known: the analysis failed."}</p>
      )}
    </section>
  );
}
