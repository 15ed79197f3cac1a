import type { ReactNode } from "react";
import type { SegmentNames } from "@/components/conditions/words";
import { describeField } from "@/components/history/describe-value";
import { differences } from "@/components/history/diff";
import { DifferenceList } from "@/components/history/difference-list";
import { Sentence } from "@/components/sentence/sentence";
import { cn } from "@/components/ui/cn";
import { useVariantNames } from "@/components/values/served-value";
import type { RulesDifference } from "@/lib/contract/promotion";
import type { Rule } from "@/lib/contract/rule";
import { contentOf } from "@/lib/contract/rule-pairs";
import { ruleSentence } from "./words";

interface RulesDifferenceListProps {
  /** `from` is what would be, `to` what is. */
  rules: RulesDifference;
  segments: SegmentNames;
}

/** More rules of a kind are counted. */
const SHOWN = 20;

/** What becomes of the rules of a list: those that come and go as sentences, those that change field by field. */
export function RulesDifferenceList({ rules, segments }: RulesDifferenceListProps) {
  const { added, removed, changed, moved } = rules;
  return (
    <ul className="flex min-w-0 flex-col gap-1.5">
      <Some items={removed} kind="removed">
        {(rule) => <WholeRule key={rule.id} rule={rule} kind="removed" segments={segments} />}
      </Some>
      <Some items={changed} kind="changed">
        {({ from, to }) => <ChangedRule key={to.id} before={to} after={from} segments={segments} />}
      </Some>
      <Some items={added} kind="new">
        {(rule) => <WholeRule key={rule.id} rule={rule} kind="added" segments={segments} />}
      </Some>
      {moved.length > 0 && (
        <li className="text-muted text-sm">
          {moved.length === 1 ? "One rule stands" : `${moved.length.toLocaleString("en")} rules stand`} elsewhere in the
          order.
        </li>
      )}
    </ul>
  );
}

interface SomeProps<Item> {
  items: readonly Item[];
  kind: string;
  children: (item: Item) => ReactNode;
}

function Some<Item>({ items, kind, children }: SomeProps<Item>) {
  const more = items.length - SHOWN;
  return (
    <>
      {items.slice(0, SHOWN).map(children)}
      {more > 0 && (
        <li className="text-muted text-sm">
          and {more.toLocaleString("en")} more {kind}
        </li>
      )}
    </>
  );
}

interface WholeRuleProps extends Pick<RulesDifferenceListProps, "segments"> {
  rule: Rule;
  kind: "added" | "removed";
}

/** A rule that is in one of the lists alone. A sign says in which, besides the colour. */
function WholeRule({ rule, kind, segments }: WholeRuleProps) {
  const isAdded = kind === "added";
  const Element = isAdded ? "ins" : "del";
  return (
    <li>
      <Element
        className={cn(
          "flex min-w-0 gap-2 rounded-control border px-2 py-1.5 no-underline",
          isAdded ? "border-success bg-success-soft" : "border-danger border-dashed bg-danger-soft",
        )}
      >
        <span aria-hidden className="select-none font-mono text-ink leading-6">
          {isAdded ? "+" : "−"}
        </span>
        <span className="sr-only">{isAdded ? "New: " : "No longer: "}</span>
        <RuleWords rule={rule} segments={segments} />
      </Element>
    </li>
  );
}

function RuleWords({ rule, segments }: Pick<WholeRuleProps, "rule" | "segments">) {
  return (
    <div className="min-w-0">
      {rule.name !== null && <p className="wrap-anywhere font-medium text-ink text-sm">{rule.name}</p>}
      <Sentence parts={ruleSentence(rule, segments)} isDimmed={!rule.enabled} className="text-sm" />
      {!rule.enabled && <p className="text-muted text-sm">The rule is off.</p>}
    </div>
  );
}

interface ChangedRuleProps extends Pick<RulesDifferenceListProps, "segments"> {
  before: Rule;
  after: Rule;
}

function ChangedRule({ before, after, segments }: ChangedRuleProps) {
  const { variants } = useVariantNames();
  return (
    <li className="flex min-w-0 flex-col gap-2 rounded-control border border-line px-2 py-1.5">
      <RuleWords rule={before} segments={segments} />
      <DifferenceList
        found={differences(contentOf(before), contentOf(after))}
        say={(value, path) => describeField(value, path, { segments, variants })}
      />
    </li>
  );
}
