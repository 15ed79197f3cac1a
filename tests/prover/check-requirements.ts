import type { ListAnalysis } from "@/lib/targeting/analysis/analyze-list";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import type { People } from "./reading";
import { requirementTests } from "./required";

/** What is said of each requirement, and what is not said, against everybody. */
export function checkRequirements(
  people: People,
  list: RuleListInput,
  { findings, notAnalysed }: ListAnalysis,
): string[] {
  return requirementTests(people, list).flatMap((holds, at) => {
    const found = findings.find(({ requirement }) => requirement === at);
    const isOpen = notAnalysed.some(({ requirement }) => requirement === at);
    const isRefuted = { never: false, always: false };
    /** The same by somebody who has none of the named attributes as a list. */
    const isWronglySaid = { never: false, always: false };
    for (let person = 0; person < people.count; person += 1) {
      const verdict = holds(people.of(person)) ? "never" : "always";
      isRefuted[verdict] = true;
      if (found && !people.hasList(person, found.listAttributes)) isWronglySaid[verdict] = true;
    }
    if (found === undefined) {
      const untold = Object.entries(isRefuted).filter(([, is]) => !is);
      return isOpen ? [] : untold.map(([verdict]) => `requirement ${at} is ${verdict} met, which is not said`);
    }
    const verdict = found.kind === "requirement_never_met" ? "never" : "always";
    const isFalse = isWronglySaid[verdict] || isRefuted[verdict] !== found.listAttributes.length > 0;
    return isFalse ? [`requirement ${at} is not ${verdict} met: ${JSON.stringify(found)}`] : [];
  });
}
