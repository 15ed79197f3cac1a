import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import type { Answered, AnswerTo, Asked, Question } from "./analyst";

// Runs in a thread of its own: an analysis may take longer than a frame.

/** @throws what cannot be loaded */
async function solver(question: Question): Promise<() => AnswerTo<Question>> {
  const { compileRuleset, explain, loadPatternsOf, ...load } = await import("./engine");
  switch (question.about) {
    case "people": {
      const { ruleset, flagKey, contexts } = question;
      await loadPatternsOf(ruleset);
      return () => {
        const compiled = compileRuleset(ruleset);
        return contexts.map((context) => explain(compiled, flagKey, context));
      };
    }
    case "change": {
      const { before, after } = question;
      const [compareLists] = await Promise.all([
        load.loadChanges(),
        loadPatternsOf(withRequired(before)),
        loadPatternsOf(withRequired(after)),
      ]);
      return () => compareLists(before, after);
    }
    case "flagd": {
      const { ruleset, flagKey } = question;
      const [whyNotInFlagd] = await Promise.all([load.loadFlagd(), loadPatternsOf(ruleset)]);
      return () => whyNotInFlagd(compileRuleset(ruleset), flagKey);
    }
    case "findings": {
      const [findingsAnswer] = await Promise.all([load.loadFindings(), loadPatternsOf(question.list)]);
      return () => findingsAnswer(question);
    }
    case "requirements": {
      const { list } = question;
      const [requirementFindings] = await Promise.all([load.loadRequirements(), loadPatternsOf(withRequired(list))]);
      return () => requirementFindings(list);
    }
  }
}

/** All rules that decide in a list: its own, and those of flags that its flag requires. */
const withRequired = ({ rules, segments, required }: RuleListInput) => ({
  rules: [...rules, ...(required?.rules ?? [])],
  segments,
});

async function respond({ id, question }: Asked): Promise<Answered> {
  const solve = await solver(question);
  try {
    return { id, answer: solve() };
  } catch {
    // Stored data may be damaged in unforeseen ways. Then there is no answer.
    return { id };
  }
}

// Code that cannot be loaded counts as an error of the worker, like a missing script of its own.
addEventListener("message", ({ data }: MessageEvent<Asked>) => void respond(data).then(postMessage, reportError));
