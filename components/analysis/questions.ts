import type { JsonObject } from "@/lib/contract/json";
import type { Explanation, RulesetInput } from "@/lib/targeting";
import type { ChangeReport } from "@/lib/targeting/analysis/changes";
import type { Known } from "@/lib/targeting/analysis/comparison-form";
import type { AttributeUses } from "@/lib/targeting/analysis/findings/similar-attributes";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import type { ListChange } from "./analysed-list";
import type { ListFindings } from "./list-findings";

/** What there is to know about a list. */
export interface FindingsQuestion {
  readonly about: "findings";
  readonly list: RuleListInput;
  readonly attributeUses: AttributeUses;
  readonly people: readonly Known[];
}

/** Who would get another value. */
export interface ChangeQuestion extends ListChange {
  readonly about: "change";
}

/** What people get from a flag. */
export interface PeopleQuestion {
  readonly about: "people";
  readonly ruleset: RulesetInput;
  readonly flagKey: string;
  readonly contexts: readonly JsonObject[];
}

export type Question = FindingsQuestion | ChangeQuestion | PeopleQuestion;

interface Answers {
  findings: ListFindings;
  change: ChangeReport;
  /** In the order of their contexts; undefined where there is no such flag. */
  people: readonly (Explanation | undefined)[];
}

/** What a question gets for an answer. */
export type AnswerTo<Q extends Question> = Answers[Q["about"]];

/** What the worker is sent, and what it sends back. Without an answer: it could not be found. */
export interface Asked {
  readonly id: number;
  readonly question: Question;
}

export interface Answered {
  readonly id: number;
  readonly answer?: AnswerTo<Question>;
}
