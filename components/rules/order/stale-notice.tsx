import { Users } from "lucide-react";
import type { SegmentNames } from "@/components/conditions/words";
import { Sentence } from "@/components/sentence/sentence";
import { Button } from "@/components/ui/button/button";
import { focusSoon } from "@/components/ui/focus";
import { ruleSentence } from "../words";
import type { StaleNotice as Notice } from "./use-rule-order";

interface StaleNoticeProps {
  notice: Notice;
  segments: SegmentNames;
  onDismiss: () => void;
}

/** Says that the list was changed elsewhere, what differs now, and that nothing of that was lost. */
export function StaleNotice({ notice, segments, onDismiss }: StaleNoticeProps) {
  const groups = [
    { title: "Added", ids: notice.added },
    { title: "Removed", ids: notice.removed },
    { title: "Moved", ids: notice.moved },
    { title: "Edited", ids: notice.edited },
  ].filter(({ ids }) => ids.length > 0);
  return (
    <section
      role="alert"
      aria-label="The list has changed"
      className="flex min-w-0 gap-3 rounded-panel border border-warning bg-warning-soft p-3"
    >
      <Users aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <p className="font-medium text-base text-ink">This list was changed elsewhere meanwhile</p>
        <p className="text-ink text-sm">
          Your move was not made, so nothing is overwritten. This is the list as it is now.
        </p>
        {groups.map(({ title, ids }) => (
          <div key={title} className="flex min-w-0 gap-2 text-sm">
            <span className="w-16 shrink-0 font-medium text-ink leading-6">{title}</span>
            <ul className="min-w-0 flex-1">
              {ids.map((id) => (
                <li key={id}>
                  <RuleInWords notice={notice} id={id} segments={segments} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <Button
        size="sm"
        onClick={() => {
          onDismiss();
          focusSoon(() => document.querySelector<HTMLElement>("[data-rule]"));
        }}
      >
        Dismiss
      </Button>
    </section>
  );
}

function RuleInWords({ notice, id, segments }: { notice: Notice; id: string; segments: SegmentNames }) {
  const rule = notice.rules.get(id);
  return rule === undefined ? null : <Sentence parts={ruleSentence(rule, segments)} className="text-sm" />;
}
