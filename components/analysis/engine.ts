export { compileRuleset, explain, loadPatternsOf } from "@/lib/targeting";

// What the page's workers need of the engine. A page without rules, or nobody to test, loads none of it.

/** What there is to know about a list. */
export const loadFindings = async () => (await import("./findings-answer")).findingsAnswer;

/** Who gets another value after a change. */
export const loadChanges = async () => (await import("@/lib/targeting/analysis/changes")).compareLists;
