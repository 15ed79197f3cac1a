import type { Rollout } from "../bucket";
import type { Condition } from "../conditions";
import type { Rule } from "../rule";
import { isUnconditional } from "../rule-finder";
import { AttributeLocals } from "./attribute-locals";
import { Code, code } from "./code";
import { Constants } from "./constants";

/** With more, asking the condition's set costs less than comparing with each. */
const MOST_TEXTS = 10;

/**
 * Writes the source of one function, which finds the answer of the first rule that matches. Each rule is one statement,
 * behind the reading of the attributes that it is the first to ask for. What a scalar quickly tells is written out and
 * comes first. Lists, patterns, dates, long lists of values, segments, and what several rules search a text for are
 * asked where they are, so that what they find out is found out once in an evaluation.
 */
export class SearchWriter {
  readonly constants = new Constants();
  private readonly locals = new AttributeLocals(this.constants);
  private readonly shared: ReadonlySet<Condition>;

  /** @param rules can all match, in ascending order of position */
  constructor(private readonly rules: readonly Rule[]) {
    this.shared = repeated(rules.flatMap(({ decidable }) => decidable));
  }

  /** The function's parameters are the context `x` and the epoch `e`; what stands before it makes no difference. */
  write(edition: number): Code {
    return code`"use strict"; // ${Code.named("edition", edition)}
return (x, e) => {
${Code.join(this.statements(), "\n")}
};`;
  }

  private statements(): Code[] {
    const statements: Code[] = [];
    for (const rule of this.rules) {
      const parts = this.partsOf(rule);
      const answer = this.constants.name(rule.answer);
      statements.push(...this.locals.takeDeclarations());
      if (isUnconditional(rule)) return [...statements, code`return ${answer};`];
      statements.push(code`if (${Code.join(parts, " && ")}) return ${answer};`);
    }
    return [...statements, code`return null;`];
  }

  private partsOf({ decidable, link, rollout }: Rule): Code[] {
    const parts = decidable.toSorted((a, b) => cost(a) - cost(b)).map((condition) => this.condition(condition));
    if (link?.segment) parts.push(code`${this.constants.name(link.segment)}.matches(x, e)`);
    if (rollout !== null && rollout.percentage < 100) parts.push(this.rollout(rollout));
    return parts;
  }

  private condition(condition: Condition): Code {
    const { attribute, presence } = condition;
    if (presence === true) return code`${this.locals.value(attribute)} != null`;
    if (presence === false) return code`${this.locals.value(attribute)} == null`;
    const itself = code`${this.constants.name(condition)}.matches(x, e)`;
    const test = this.scalarTest(condition);
    return test === null ? itself : code`(${this.locals.isList(attribute)} ? ${itself} : ${test})`;
  }

  /** Whether it holds where the attribute is anything but a list; null when only the condition itself can say. */
  private scalarTest(condition: Condition): Code | null {
    const { constants, locals } = this;
    const { attribute, texts, textTest, numberTest, isNegative } = condition;
    if (texts !== null && texts.length > 0 && texts.length <= MOST_TEXTS) {
      const text = locals.text(attribute);
      const isNone = texts.map((each) => code`${text} !== ${constants.name(each)}`);
      const isOne = texts.map((each) => code`${text} === ${constants.name(each)}`);
      return isNegative ? code`${text} !== undefined && ${Code.join(isNone, " && ")}` : Code.join(isOne, " || ");
    }
    if (textTest !== null && !this.shared.has(condition)) {
      const text = locals.text(attribute);
      const passes = code`${constants.name(textTest)}(${text})`;
      return isNegative ? code`${text} !== undefined && !${passes}` : code`${text} !== undefined && ${passes}`;
    }
    if (numberTest !== null) return code`${constants.name(numberTest)}(${locals.number(attribute)})`;
    return null;
  }

  private rollout(rollout: Rollout): Code {
    const id = this.locals.text(rollout.attribute);
    return code`${id} !== undefined && ${this.constants.name(rollout)}.letsIn(${id})`;
  }
}

/** The order in which a rule's conditions are tried: none has an effect, so that the cheapest may go first. */
function cost({ presence, texts, numberTest, textTest }: Condition): number {
  if (presence !== null || (texts !== null && texts.length <= MOST_TEXTS)) return 0;
  return numberTest !== null ? 1 : textTest !== null ? 2 : 3;
}

/** What stands in a list more than once. */
function repeated<T>(list: readonly T[]): ReadonlySet<T> {
  return new Set(list.filter((each, at) => list.indexOf(each) !== at));
}
