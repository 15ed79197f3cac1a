import type { RuleInput } from "@/lib/targeting";
import { type Finding, unlessLists } from "@/lib/targeting/analysis/findings/finding";
import { capital } from "@/lib/targeting/analysis/findings/unserved";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import { ruleWords, valueWords } from "@/lib/targeting/analysis/words";

/** Text, or another rule that is named in it. */
export type FindingPart = string | { readonly ruleId: string; readonly text: string };

/**
 * A finding's sentence on the card of its rule: the card is the subject, and the rules that make it so can be gone to.
 */
export const findingParts = (finding: Finding, rule: RuleInput, list: RuleListInput): FindingPart[] => {
  const causes = finding.becauseOf.flatMap((id) => {
    const cause = list.rules.find((other) => other.id === id);
    return cause === undefined ? [] : [{ ruleId: id, text: ruleWords({ stored: cause }) }];
  });
  if (causes.length > 0 && finding.kind === "never_reached") {
    const verb = causes.length === 1 ? "matches" : "match";
    const limits = unlessLists(finding.listAttributes);
    return [`Never reached${limits}: `, ...joined(causes, "and"), ` already ${verb} everyone it would match.`];
  }
  if (causes.length > 0 && finding.kind === "same_as_below") {
    const sources = finding.isDefaultServing ? [...causes, "the default"] : causes;
    const value = valueWords(rule.value);
    return [`Makes no difference: everyone it serves would get ${value} from `, ...joined(sources, "or"), " anyway."];
  }
  return [withoutSubject(finding.sentence, ruleWords({ stored: rule }))];
};

/** `a`, `a and b`, `a, b and c`. */
const joined = (parts: readonly FindingPart[], last: string): FindingPart[] =>
  parts.flatMap((part, index) => {
    if (index === 0) return [part];
    return [index === parts.length - 1 ? ` ${last} ` : ", ", part];
  });

const withoutSubject = (sentence: string, subject: string): string => {
  const start = [`${capital(subject)} `, `In ${subject}, `, `In the segment of ${subject}, `].find((words) =>
    sentence.startsWith(words),
  );
  if (start === undefined) return sentence;
  return start.startsWith("In the segment")
    ? `In its segment, ${sentence.slice(start.length)}`
    : capital(sentence.slice(start.length));
};
