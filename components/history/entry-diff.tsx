"use client";

import { RulesDifferenceList } from "@/components/rules/rules-difference-list";
import { CopyButton } from "@/components/ui/button/copy-button";
import { LocalTime } from "@/components/ui/time/time";
import { VariantNames } from "@/components/values/served-value";
import type { AuditEntry } from "@/lib/contract/audit";
import type { RulesDifference } from "@/lib/contract/promotion";
import type { Rule } from "@/lib/contract/rule";
import { rulesDifference } from "@/lib/contract/rules-difference";
import { describeField } from "./describe-value";
import { differences, orderChange } from "./diff";
import { DifferenceList } from "./difference-list";
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
