export { compileRuleset, explain, loadPatternsOf } from "@/lib/targeting";

// What stands on the engine is loaded by way of it, so that the page and its worker load the engine as the same script.

/** What is to be known of a list. */
export const loadFindings = () => import("./findings-answer");

/** Who gets another value after a change. */
export const loadChanges = () => import("@/lib/targeting/analysis/changes");
