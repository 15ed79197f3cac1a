export { compileRuleset, explain, loadPatternsOf } from "@/lib/targeting";

// What the page's workers load of the engine. A page without rules and without test users loads none of it.

/** The findings about a list. */
export const loadFindings = async () => (await import("./list-findings")).findingsAnswer;

/** The findings about what a flag requires. */
export const loadRequirements = async () => (await import("./requirement-findings")).requirementFindings;

/** Who gets another value after a change. */
export const loadChanges = async () => (await import("@/lib/targeting/analysis/changes")).compareLists;

/** Whether flagd's clients get a flag. */
export const loadFlagd = async () => (await import("@/lib/flagd/document")).whyNotInFlagd;
