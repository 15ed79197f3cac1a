import { MAX_SEARCHED_TEXT } from "../../operators/search";
import { type Budget, COSTS } from "../budget";
import { findText, likelyTexts, passes, type TextAnswer, type TextQuestion } from "../texts/find-text";
import { take } from "../texts/text-classes";
import { elementTests, rolloutsOf, scalarTests, testsWith } from "./atoms";
import { type BucketRange, bucketTest, partOf, rangesOf } from "./buckets";
import type { Constraints } from "./constraints";

// Builds values that should satisfy constraints. The attribute's solver asks the engine whether they do.

/** How many ids are tried to find one with the required buckets: some hundredths of a second. */
const MOST_IDS = 20_000;

/** A text that is too long for the operators that search texts. */
export const LONG_TEXT = "x".repeat(MAX_SEARCHED_TEXT + 1);

/** How many long ids are tried: hashing one takes as long as hashing hundreds of short ones. */
const MOST_LONG_IDS = 64;

/** A value that should satisfy constraints, and what is known of its buckets, as `Found` has them. */
interface Candidate {
  readonly value: unknown;
  readonly isStandIn: boolean;
  readonly ranges: readonly BucketRange[];
}

/** `none` is proven; `unknown` was neither found nor ruled out. */
type CandidateAnswer = Candidate | "none" | "unknown";

/** A scalar for the constraints. */
export function scalarFor({ yes, no }: Constraints, budget: Budget): CandidateAnswer {
  const tests = scalarTests(yes, no);
  const [inside, outside] = [rolloutsOf(yes), rolloutsOf(no)];
  const ranges = rangesOf(inside, outside);
  if (tests === null || ranges === null) return "none";
  const open = ranges.filter(({ isOpen }) => isOpen);
  const part = partOf(ranges.filter(({ isOpen }) => !isOpen));
  const buckets = ranges.length > 0 ? { isInside: bucketTest(inside, outside), part } : undefined;
  const answer = findText({ ...tests, buckets, budget });
  if (typeof answer !== "object") return answer;
  return { value: answer.text, isStandIn: !answer.isInBuckets, ranges: answer.isInBuckets ? open : ranges };
}

/** A list for the constraints: each element satisfies what is asked of all, and some what is asked of one element. */
export function listFor({ yes, no }: Constraints, budget: Budget): CandidateAnswer {
  const tests = elementTests(yes, no);
  // A list is no id and has no bucket.
  if (tests === null || yes.some((atom) => atom.type === "rollout")) return "none";
  const elements: (string | number)[] = [];
  let isKnown = true;
  for (const some of tests.some) {
    budget.spend(COSTS.test * (elements.length + 1));
    if (elements.some((text) => some.fact.holds(text) === some.isWanted)) continue;
    const answer = elementFor({ ...testsWith(tests.every, some), budget });
    if (answer === "none") return "none";
    if (answer === "unknown") isKnown = false;
    else elements.push(answer.text);
  }
  return isKnown ? { value: elements, isStandIn: false, ranges: [] } : "unknown";
}

/** The long text makes a poor witness, so it is tried last, as it is for a scalar. */
function elementFor(question: TextQuestion): TextAnswer {
  const answer = findText(question);
  if (typeof answer === "object") return answer;
  return passes(LONG_TEXT, question) ? { text: LONG_TEXT, isInBuckets: true } : answer;
}

/** Texts for the constraints that also have the required buckets; none where `MOST_IDS` tries would hardly find one. */
export function* textsInBuckets({ yes, no, single }: Constraints, budget: Budget): Generator<string> {
  const [inside, outside] = [rolloutsOf(yes), rolloutsOf(no)];
  const part = partOf(rangesOf(inside, outside) ?? []);
  // One id in 10^20 is inside ten rollouts of 1 %.
  if (part * MOST_IDS < 1) return;
  const tests = scalarTests(yes, no);
  if (tests === null) return;
  const question = { ...tests, budget };
  const isInBuckets = bucketTest(inside, outside);
  const isLong = typeof single === "object" && single.value === LONG_TEXT;
  for (const text of isLong ? longTexts() : take(likelyTexts(question), MOST_IDS)) {
    budget.spend(COSTS.bucket + (isLong ? COSTS.character * text.length : 0));
    if (budget.isSpent) return;
    if (isInBuckets(text) && passes(text, question)) yield text;
  }
}

function* longTexts(): Generator<string> {
  for (let number = 1; number <= MOST_LONG_IDS; number += 1) yield `${LONG_TEXT}${number}`;
}
