import { ConditionTraceNote, ElementTraceNotes, wholeOf } from "@/components/conditions/element-trace-note";
import type { SegmentNames } from "@/components/conditions/words";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { RuleOutcome, RuleTrace } from "@/lib/targeting";

const outcomes: Record<RuleOutcome, { label: string; tone: BadgeTone }> = {
  match: { label: "Decides for the test user", tone: "success" },
  no_match: { label: "Does not match", tone: "neutral" },
  not_reached: { label: "Not reached: an earlier rule decides", tone: "neutral" },
  disabled: { label: "Off: skipped", tone: "neutral" },
};

/** Why a rule matched the test user or not, part by part. */
export function RuleTraceNote({ trace, segments }: { trace: RuleTrace; segments: SegmentNames }) {
  const { label, tone } = outcomes[trace.outcome];
  const { segment, percentage, split } = trace;
  return (
    <div className="mt-2 flex min-w-0 flex-col gap-1">
      <span>
        <Badge tone={tone}>{label}</Badge>
      </span>
      {trace.fault !== null && <p className="text-danger text-sm">{trace.fault}</p>}
      <ElementTraceNotes traces={trace.conditions} segments={segments} />
      {segment && <ConditionTraceNote trace={wholeOf(segment, segments)} />}
      {percentage && <ConditionTraceNote trace={percentage} />}
      {split && <ConditionTraceNote trace={{ matches: true, detail: `split: ${split.detail}` }} />}
    </div>
  );
}
