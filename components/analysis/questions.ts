import type { JsonObject } from "@/lib/contract/json";
import type { LeftOut } from "@/lib/flagd/flag";
import type { Explanation, RulesetInput } from "@/lib/targeting";
import type { ChangeReport } from "@/lib/targeting/analysis/changes";
import type { Known } from "@/lib/targeting/analysis/comparison-form";
import type { AttributeUses } from "@/lib/targeting/analysis/findings/similar-attributes";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import type { ListChange } from "./analysed-list";
import type { ListFindings } from "./list-findings";
import type { RequirementFindings } from "./requirement-findings";

/** Asks for the findings about a list. */
export interface FindingsQuestion {
  readonly about: "findings";
  readonly list: RuleListInput;
  readonly attributeUses: AttributeUses;
  readonly people: readonly Known[];
}

/** Asks for the findings about what a flag requires. */
export interface RequirementsQuestion {
  readonly about: "requirements";
  readonly list: RuleListInput;
}

/** Asks who would get another value. */
export interface ChangeQuestion extends ListChange {
  readonly about: "change";
}

/** Asks which value each context gets from a flag. */
export interface PeopleQuestion {
  readonly about: "people";
  readonly ruleset: RulesetInput;
  readonly flagKey: string;
  readonly contexts: readonly JsonObject[];
}

/** Asks whether flagd's clients get a flag. */
export interface FlagdQuestion {
  readonly about: "flagd";
  readonly ruleset: RulesetInput;
  readonly flagKey: string;
}

export type Question = FindingsQuestion | RequirementsQuestion | ChangeQuestion | PeopleQuestion | FlagdQuestion;

interface Answers {
  findings: ListFindings;
  requirements: RequirementFindings;
  change: ChangeReport;
  /** In the order of the contexts; undefined where there is no such flag. */
  people: readonly (Explanation | undefined)[];
  /** Why they do not; null: they do. */
  flagd: LeftOut | null;
}

/** The answer to a kind of question. */
export type AnswerTo<Q extends Question> = Answers[Q["about"]];

/** The message to the worker, and the message from it. A missing answer means that there is none. */
export interface Asked {
  readonly id: number;
  readonly question: Question;
}

export interface Answered {
  readonly id: number;
  readonly answer?: AnswerTo<Question>;
}
