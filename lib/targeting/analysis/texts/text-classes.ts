import { type Budget, COSTS } from "../budget";
import { Allowed, numberOrder, versionOrder } from "../facts/domains";
import { type Fact, isTextShape, orderedShapeOf } from "../facts/fact";
import { intersect } from "../facts/ranges";
import { calendarDays } from "./calendar-days";
import { instantTexts, WRITTEN_INSTANTS } from "./instant-texts";
import { numberTexts } from "./number-texts";
import { mayHaveNumericVersion, numericVersionTexts } from "./numeric-versions";
import type { PlainTexts } from "./plain-texts";
import { versionTexts } from "./version-texts";
import { BASIC_DAY, DATE, DAY, mayHave, NUMBER, NUMERIC_VERSION, VERSION, type WrittenForm } from "./written-forms";

/** Texts of one form, about which the ordered domains say the same. */
export interface TextClass {
  /** Texts that conditions suggest. All are tried. */
  readonly likely: readonly string[];
  /** Further texts that may pass, of which some hundreds are tried. */
  readonly texts: () => Iterable<string>;
  /** Whether infinitely many of its texts pass when one does, so that some of them have the required buckets. */
  readonly isEndless: boolean;
}

interface Question {
  readonly required: readonly Fact[];
  readonly forbidden: readonly Fact[];
  readonly budget: Budget;
}

/** How many texts made of the required pieces come before those made of numbers or dates. */
const MOST_AFFIXED = 60;

/**
 * The classes that may contain a text which passes. Every text is in one class; the classes that are left out are
 * proven to contain none. The texts of `plain` have the required prefixes, suffixes and substrings.
 */
export function* textClasses(question: Question, plain: PlainTexts): Generator<TextClass> {
  const { required } = question;
  const all = [...required, ...question.forbidden];
  const samples = required.flatMap(({ shape }) => (shape.type === "opaque" ? shape.samples : []));
  const isKnown = !all.some(({ shape }) => shape.type === "opaque");
  const allowed = allowedBy(question);
  const domains = Object.values(allowed);
  if (!domains.some(({ isRequired }) => isRequired)) {
    yield { likely: samples, texts: plain.candidates, isEndless: isKnown };
  }
  if (!domains.some(({ isAsked }) => isAsked)) return;
  const hasAffixes = all.some(({ shape }) => isTextShape(shape));
  const wanted = required.flatMap(({ shape }) => (isTextShape(shape) ? [shape] : []));
  const affixed = wanted.length > 0 ? [...take(plain.candidates(), MOST_AFFIXED)] : [];
  for (const { form, texts, isEndless } of orderedClasses(allowed, question, plain.build)) {
    if (!wanted.every((shape) => mayHave(form, shape))) continue;
    yield { likely: [...samples, ...affixed], texts, isEndless: isEndless && isKnown && !hasAffixes };
  }
}

interface Domains {
  readonly number: Allowed<number>;
  readonly instant: Allowed<number>;
  readonly version: Allowed<string>;
}

function allowedBy({ required, forbidden, budget }: Question): Domains {
  const domains = {
    number: new Allowed(numberOrder),
    instant: new Allowed(numberOrder),
    version: new Allowed(versionOrder),
  };
  const add = (facts: readonly Fact[], how: "require" | "forbid") => {
    for (const shape of facts.flatMap((fact) => orderedShapeOf(fact) ?? [])) {
      budget.spend(COSTS.range * shape.within.length);
      if (shape.domain === "version") domains.version[how](shape.within);
      else domains[shape.domain][how](shape.within);
    }
  };
  add(required, "require");
  add(forbidden, "forbid");
  return domains;
}

interface OrderedClass extends Omit<TextClass, "likely"> {
  readonly form: WrittenForm;
}

/**
 * Classes of texts that are in one or several ordered domains. A number is also an instant, unless it reads as a date.
 */
function* orderedClasses(domains: Domains, question: Question, build: string): Generator<OrderedClass> {
  const { number, instant, version } = domains;
  const numbers = intersect(number.within, instant.within);
  if (numbers.length > 0 && !version.isRequired) {
    yield { form: NUMBER, texts: () => numberTexts(numbers), isEndless: true };
  }
  const instants = intersect(instant.within, [WRITTEN_INSTANTS]);
  if (instant.isAsked && instants.length > 0 && !number.isRequired && !version.isRequired) {
    yield { form: DATE, texts: () => instantTexts(instants), isEndless: true };
  }
  const named = [...question.required, ...question.forbidden].flatMap((fact) => {
    const shape = orderedShapeOf(fact);
    return shape?.domain === "version" ? shape.texts : [];
  });
  if (version.isAsked && version.within.length > 0 && !number.isRequired && !instant.isRequired) {
    yield { form: VERSION, texts: () => versionTexts(named, build), isEndless: true };
  }
  if (version.isRequired && mayHaveNumericVersion(numbers, version.within)) {
    yield {
      form: NUMERIC_VERSION,
      texts: () => numericVersionTexts(numbers, version.within, named),
      // Such texts have many spellings, but only few of them are versions that are close to each other.
      isEndless: false,
    };
  }
  // Where only one domain is asked about, a text of that domain alone is enough.
  if ([number, instant, version].filter(({ isAsked }) => isAsked).length < 2) return;
  const { budget } = question;
  budget.spend(COSTS.rangeOfDays * (number.within.length + instant.within.length + version.within.length));
  if (budget.isSpent) return;
  const asked = {
    ...(instant.isAsked && { instant: instant.within }),
    ...(version.isAsked && { version: version.within }),
  };
  const basicDays = calendarDays({ ...asked, ...(number.isAsked && { number: number.within }) }, true);
  if (basicDays.length > 0) yield { form: BASIC_DAY, texts: () => basicDays, isEndless: false };
  const days = number.isRequired ? [] : calendarDays(asked, false);
  if (days.length > 0) yield { form: DAY, texts: () => days, isEndless: false };
}

export function* take(texts: Iterable<string>, most: number): Generator<string> {
  let count = 0;
  for (const text of texts) {
    if (count === most) return;
    count += 1;
    yield text;
  }
}
