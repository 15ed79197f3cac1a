import { analyzeRequirements } from "@/lib/targeting/analysis/analyze-requirements";
import { requirementSubject } from "@/lib/targeting/analysis/findings/requirements";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";

/** What is known of one thing that a flag requires. */
export interface RequirementFinding {
  /** Unknown: that could not be found out. Of what is met by some there is no finding. */
  readonly met: "never" | "always" | "unknown";
  /** `Never met: checkout is off and gives false (off).` */
  readonly text: string;
}

/** By their places among what the flag requires. */
export type RequirementFindings = ReadonlyMap<number, RequirementFinding>;

const unknown: RequirementFinding = { met: "unknown", text: "Not known: that is beyond what can be proven here." };

/** The findings about what the flag of a list requires. */
export function requirementFindings(list: RuleListInput): RequirementFindings {
  const { findings, notAnalysed } = analyzeRequirements(list);
  const found = new Map<number, RequirementFinding>();
  for (const { requirement } of notAnalysed) if (requirement !== undefined) found.set(requirement, unknown);
  for (const { kind, requirement, sentence } of findings) {
    const stored = requirement === null ? undefined : list.required?.requires[requirement];
    if (requirement === null || stored === undefined) continue;
    const said = sentence.slice(`${requirementSubject(stored)} is `.length);
    const text = `${said.charAt(0).toUpperCase()}${said.slice(1)}`;
    found.set(requirement, { met: kind === "requirement_never_met" ? "never" : "always", text });
  }
  return found;
}
