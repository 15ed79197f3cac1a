"use client";

import { RulesDifferenceList } from "@/components/rules/rules-difference-list";
import { CopyButton } from "@/components/ui/button/copy-button";
import { LocalTime } from "@/components/ui/time/time";
import { VariantNames } from "@/components/values/served-value";
import type { AuditEntry } from "@/lib/contract/audit";
import type { JsonValue } from "@/lib/contract/json";
import type { RulesDifference } from "@/lib/contract/promotion";
import type { Rule } from "@/lib/contract/rule";
import { rulesDifference } from "@/lib/contract/rules-difference";
import { describeField, describeValue, fieldLabel } from "./describe-value";
import { type Difference, differences, listDifference, orderChange } from "./diff";
import { type KnownNames, sideOf, variantsOfEntry } from "./words/phrase";

interface EntryDiffProps {
  entry: AuditEntry;
  names: Pick<KnownNames, "segments" | "variants">;
}

/** What a change did, field by field. */
export function EntryDiff({ entry, names }: EntryDiffProps) {
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
  const variants = variantsOfEntry(entry, names);
  const rules = rulesIn(entry);
  const found = differences(entry.before, entry.after).filter(({ path }) => rules === null || path[0] !== "rules");
  if (found.length === 0 && rules === null) {
    return <p className="text-base text-muted">Nothing that can be shown.</p>;
  }
  return (
    <>
      <DifferenceList
        found={found}
        say={(value, path) => describeField(value, path, { segments: names.segments, variants })}
      />
      {rules !== null && (
        <VariantNames variants={variants}>
          <RulesDifferenceList rules={rules} segments={names.segments} />
        </VariantNames>
      )}
    </>
  );
}

/** What became of a flag's rules by a promotion, whose entry holds them before and after; null for any other entry. */
function rulesIn({ resource_type: type, before, after }: AuditEntry): RulesDifference | null {
  const [old, now] = [sideOf(before)?.rules, sideOf(after)?.rules];
  if (type !== "flag" || !Array.isArray(old) || !Array.isArray(now)) return null;
  // They are written as the API shows rules.
  return rulesDifference(now as unknown as Rule[], old as unknown as Rule[]);
}

interface EntryDetailsProps {
  id: string;
  entry: AuditEntry;
  names: KnownNames;
}

/** What exactly was changed, by which request. */
export function EntryDetails({ id, entry, names }: EntryDetailsProps) {
  return (
    <div id={id} className="flex flex-col gap-3 px-4 pt-1 pb-4 sm:pl-10">
      <EntryDiff entry={entry} names={names} />
      <p className="flex flex-wrap items-center gap-x-3 text-muted text-sm">
        <LocalTime instant={entry.created_at} />
        <span className="wrap-anywhere">{entry.actor.name}</span>
        <span className="wrap-anywhere font-mono">request {entry.request_id}</span>
        <CopyButton text={() => JSON.stringify(entry, null, 2)} label="Copy as JSON" />
      </p>
    </div>
  );
}

/** A value of a field on one line. */
type SayValue = (value: JsonValue | undefined, path: readonly string[]) => string;

interface DifferenceListProps {
  found: readonly Difference[];
  say?: SayValue;
  label?: (path: readonly string[]) => string;
}

/** Differences, each with the value removed and the value added. */
export function DifferenceList({
  found,
  say = (value) => describeValue(value),
  label = fieldLabel,
}: DifferenceListProps) {
  return (
    <dl className="flex flex-col gap-2">
      {found.map((difference) => (
        <div key={difference.path.join(".")} className="grid gap-x-4 gap-y-1 sm:grid-cols-[9rem_minmax(0,1fr)]">
          <dt className="wrap-anywhere text-base text-muted first-letter:uppercase">{label(difference.path)}</dt>
          <dd className="flex min-w-0 flex-col items-start gap-1">
            <Change difference={difference} say={say} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Items shown of a changed list; the others are counted. */
const SHOWN_ITEMS = 20;

function Change({ difference: { path, before, after }, say }: { difference: Difference; say: SayValue }) {
  const list = listDifference(before, after);
  if (list === undefined) {
    return (
      <>
        {before !== undefined && <Side kind="removed" text={say(before, path)} />}
        {after !== undefined && <Side kind="added" text={say(after, path)} />}
      </>
    );
  }
  if (list.added.length === 0 && list.removed.length === 0) {
    return <span className="text-base text-muted">The same items in another order</span>;
  }
  const parts = [
    { kind: "removed", items: list.removed },
    { kind: "added", items: list.added },
  ] as const;
  return (
    <>
      {parts.map(({ kind, items }) =>
        items.slice(0, SHOWN_ITEMS).map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the items of a change that is over never move
          <Side key={`${kind}-${index}`} kind={kind} text={say(item, path)} />
        )),
      )}
      {parts.map(({ kind, items }) =>
        items.length > SHOWN_ITEMS ? (
          <span key={kind} className="text-muted text-sm">
            and {(items.length - SHOWN_ITEMS).toLocaleString("en")} more {kind}
          </span>
        ) : null,
      )}
      {list.kept > 0 && <span className="text-muted text-sm">{list.kept.toLocaleString("en")} unchanged</span>}
    </>
  );
}

/** One side of a change. A sign tells which, besides the colour. */
function Side({ kind, text }: { kind: "added" | "removed"; text: string }) {
  const isAdded = kind === "added";
  const Element = isAdded ? "ins" : "del";
  return (
    <Element
      className={`wrap-anywhere flex max-w-full gap-2 rounded-chip px-1.5 py-0.5 text-sm no-underline ${
        isAdded ? "bg-success-soft text-success" : "bg-danger-soft text-danger"
      }`}
    >
      <span aria-hidden className="select-none font-mono">
        {isAdded ? "+" : "−"}
      </span>
      <span className="sr-only">{isAdded ? "Now: " : "Before: "}</span>
      <span className="min-w-0">{text}</span>
    </Element>
  );
}
