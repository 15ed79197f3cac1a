import { listFindings } from "@/lib/forms/analysis/list-findings";
import { analyzeList } from "@/lib/targeting/analysis/analyze-list";
import { compareLists } from "@/lib/targeting/analysis/changes";
import type { Answered, AnswerTo, Asked, Question } from "./questions";

// Runs in a thread of its own: an analysis may take longer than a frame.

function answer(question: Question): AnswerTo<Question> {
  if (question.about === "change") return compareLists(question.before, question.after);
  const { list, attributeUses } = question;
  return listFindings(analyzeList(list, { attributeUses }), list);
}

function respond({ id, question }: Asked): Answered {
  try {
    return { id, answer: answer(question) };
  } catch {
    // What is stored may be damaged in ways that nobody thought of. Then nothing is said.
    return { id };
  }
}

addEventListener("message", ({ data }: MessageEvent<Asked>) => postMessage(respond(data)));
