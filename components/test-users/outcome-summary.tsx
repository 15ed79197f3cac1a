"use client";

import { ServedValue } from "@/components/values/served-value";
import type { Explanation } from "@/lib/targeting";
import type { TestOutcome, TestSubject } from "./test-subject";
import { NoContext, OutcomeBox } from "./test-user-card";

interface OutcomeSummaryProps {
  subject: TestSubject;
  outcome: TestOutcome;
}

/** What the test context gets, and why, in a line or two. Read out when it changes. */
export function OutcomeSummary({ subject, outcome }: OutcomeSummaryProps) {
  return (
    <OutcomeBox>
      {outcome === null && <NoContext />}
      {outcome?.kind === "segment" && (
        <p className={outcome.trace.matches ? "font-medium text-success" : "font-medium text-ink"}>
          {outcome.trace.matches ? "In this segment" : "Not in this segment"}
        </p>
      )}
      {outcome?.kind === "flag" && (
        <>
          <p className="flex flex-wrap items-baseline gap-1.5 text-ink">
            {outcome.explanation.isCodeDefault ? (
              "Gets the default in the application's code"
            ) : (
              <>
                Gets <ServedValue value={outcome.explanation.value} className="wrap-anywhere" />
              </>
            )}
          </p>
          <p className="mt-1 text-muted text-sm">{reasonOf(outcome.explanation, subject)}</p>
        </>
      )}
    </OutcomeBox>
  );
}

function reasonOf({ reason, ruleId, isCodeDefault }: Explanation, subject: TestSubject): string {
  if (subject.kind === "segment") return "";
  const served = isCodeDefault ? "nothing is served" : "everyone gets the default";
  const number = subject.rules.findIndex(({ id }) => id === ruleId) + 1;
  switch (reason) {
    case "DISABLED":
      return subject.flag.status === "archived" ? `The flag is archived: ${served}.` : `The flag is off: ${served}.`;
    case "STATIC":
      return "No rule is on here: everyone gets the default.";
    case "DEFAULT":
      return "No rule matched: the default applies.";
    case "SPLIT":
      return `Rule ${number} matched, and its percentage let this user in.`;
    case "TARGETING_MATCH":
      return `Rule ${number} matched first.`;
  }
}
