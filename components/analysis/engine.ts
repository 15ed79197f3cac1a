export { compileRuleset, explain, loadPatternsOf } from "@/lib/targeting";

// What uses the engine is loaded by way of this file, so that page and worker load the engine as the same script.

/** What there is to know about a list. */
export const loadFindings = async () => (await import("./findings-answer")).findingsAnswer;

/** Who gets another value after a change. */
export const loadChanges = async () => (await import("@/lib/targeting/analysis/changes")).compareLists;
