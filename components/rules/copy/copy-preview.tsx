import type { ReactNode } from "react";
import type { SegmentNames } from "@/components/conditions/words";
import { Sentence } from "@/components/sentence/sentence";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { LoadingRegion, Skeleton } from "@/components/ui/page/page-states";
import type { Rule } from "@/lib/contract/rule";
import type { CopyRules } from "@/lib/contract/rule-order";
import { ruleSentence } from "../words";

interface CopyPreviewProps {
  to: string;
  /** Undefined while they are loading. */
  existing: readonly Rule[] | undefined;
  copied: readonly Rule[];
  mode: CopyRules["mode"];
  segments: SegmentNames;
}

/** The target list before and after the copy, side by side. */
export function CopyPreview({ to, existing, copied, mode, segments }: CopyPreviewProps) {
  const kept = mode === "append" ? existing : [];
  return (
    <div className="grid min-w-0 gap-4 sm:grid-cols-2">
      <Column title={`${to} now`}>
        {existing === undefined ? (
          <LoadingRegion>
            <Skeleton className="h-24 w-full" />
          </LoadingRegion>
        ) : (
          <PreviewList rules={existing} segments={segments} isGoing={mode === "replace"} />
        )}
      </Column>
      <Column title={`${to} afterwards`}>
        {kept !== undefined && <PreviewList rules={[...kept, ...copied]} newFrom={kept.length} segments={segments} />}
      </Column>
    </div>
  );
}

function Column({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="mb-1.5 font-medium text-muted text-sm">{title}</h3>
      {children}
    </section>
  );
}

interface PreviewListProps {
  rules: readonly Rule[];
  segments: SegmentNames;
  /** Rules from this index on are copies. */
  newFrom?: number;
  /** They will be replaced. */
  isGoing?: boolean;
}

function PreviewList({ rules, segments, newFrom = Number.POSITIVE_INFINITY, isGoing = false }: PreviewListProps) {
  if (rules.length === 0) return <p className="text-muted text-sm">No rules</p>;
  return (
    <ol className="flex min-w-0 flex-col gap-1.5">
      {rules.map((rule, index) => (
        <li
          key={rule.id}
          className={cn(
            "flex min-w-0 gap-2 rounded-control border px-2 py-1.5",
            index >= newFrom ? "border-success bg-success-soft" : "border-line",
            isGoing && "border-danger border-dashed line-through",
          )}
        >
          <span className="shrink-0 text-muted text-sm tabular-nums leading-6">{index + 1}</span>
          <Sentence parts={ruleSentence(rule, segments)} isDimmed={!rule.enabled} className="min-w-0 flex-1 text-sm" />
          {!rule.enabled && <Badge className="shrink-0">Off</Badge>}
        </li>
      ))}
    </ol>
  );
}
