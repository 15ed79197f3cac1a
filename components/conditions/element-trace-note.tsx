import { Check, X } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { ConditionTrace, ElementTrace } from "@/lib/targeting";
import type { GroupKind } from "@/lib/targeting/element";
import type { SegmentNames } from "./words";

interface ElementTraceNotesProps {
  traces: readonly ElementTrace[];
  segments: SegmentNames;
}

/** What each element of a list said of the test user; what is in a group stands further in. */
export function ElementTraceNotes({ traces, segments }: ElementTraceNotesProps) {
  return traces.map((trace, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a trace's elements are told apart by their place
    <ElementTraceNote key={index} trace={trace} segments={segments} />
  ));
}

function ElementTraceNote({ trace, segments }: { trace: ElementTrace; segments: SegmentNames }) {
  if ("attribute" in trace) return <ConditionTraceNote trace={trace} />;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <ConditionTraceNote trace={wholeOf(trace, segments)} />
      {trace.conditions.length > 0 && (
        <div className="ml-1.5 flex min-w-0 flex-col gap-1 border-line border-l pl-3">
          <ElementTraceNotes traces={trace.conditions} segments={segments} />
        </div>
      )}
    </div>
  );
}

const kinds: Readonly<Record<GroupKind, string>> = { all: "all of these", any: "any of these", none: "none of these" };

/** A group or a reference in one line, as a condition tells of itself. */
export function wholeOf(trace: Exclude<ElementTrace, { attribute: unknown }>, segments: SegmentNames) {
  const { matches } = trace;
  if ("group" in trace) return { matches, detail: `${kinds[trace.group]}, ${trace.detail}` };
  const name = segments?.get(trace.segmentId) ?? "the segment";
  return { matches, detail: trace.fault ?? `${matches ? "in" : "not in"} ${name}` };
}

interface ConditionTraceNoteProps {
  /** The trace of a condition, or of a segment or percentage in the same form. */
  trace: Pick<ConditionTrace, "matches" | "detail">;
  className?: string;
}

/** Whether the test user meets a condition, and why. */
export function ConditionTraceNote({ trace, className }: ConditionTraceNoteProps) {
  const Icon = trace.matches ? Check : X;
  return (
    <p className={cn("flex items-start gap-1.5 text-sm", trace.matches ? "text-success" : "text-muted", className)}>
      <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span className="wrap-anywhere min-w-0">
        {trace.matches ? "Matches" : "Does not match"}: {trace.detail}
      </span>
    </p>
  );
}
