import { type BucketRange, type RolloutFacts, rangesOf } from "../search/buckets";

/** Smaller amounts are not written out. In percent. */
const SMALLEST = 0.000001;

/** The share of some people that rollouts let in. */
export interface Amount {
  readonly text: string;
  /** Whether it can stand in brackets: it is one number, not a product. */
  readonly isPlain: boolean;
}

/**
 * The share of people who are inside the rollouts of the first list and outside those of the second. Rollouts with one
 * salt are nested, so they make one range; rollouts with different salts are independent, so their shares multiply, and
 * the text names each factor. Null where there is no rollout, or where nobody is inside.
 */
export function amountOf(
  inside: readonly RolloutFacts[],
  outside: readonly RolloutFacts[],
  isOfAll: boolean,
): Amount | null {
  const attributes = [...new Set(inside.map(({ attribute }) => attribute))];
  const factors = attributes.flatMap((attribute) => {
    const among = (rollouts: readonly RolloutFacts[]) => rollouts.filter((rollout) => rollout.attribute === attribute);
    return (rangesOf(among(inside), among(outside)) ?? []).map((range) => ({ attribute, range }));
  });
  const [first, ...others] = factors;
  if (first === undefined) return null;
  const by = (attribute: string) => (attribute === "user_id" ? "" : ` by ${attribute}`);
  if (others.length === 0) {
    const { low, high } = first.range;
    const of = by(first.attribute) || (isOfAll ? " of people" : "");
    const from = low > 0 ? `from ${number(low)} % to ${number(high)} %` : null;
    const width = `${number(widthOf(first.range))} %${of}`;
    if (from === null) return { text: width, isPlain: true };
    return isOfAll ? { text: `${width} (${from})`, isPlain: true } : { text: `${width}, ${from}`, isPlain: true };
  }
  const percent = factors.reduce((product, { range }) => (product * widthOf(range)) / 100, 100);
  const amount = percent < SMALLEST ? "fewer than one in 100 million people" : `${number(percent)} % of people`;
  const names = attributes.some((name) => name !== "user_id");
  const factorWords = factors.map(
    ({ attribute, range }) => `${number(widthOf(range))} %${names ? ` by ${attribute}` : ""}`,
  );
  return { text: `${amount} (${factorWords.join(" of ")})`, isPlain: false };
}

const widthOf = ({ low, high }: BucketRange): number => high - low;

/** Rounds away the digits that floating-point arithmetic adds. */
const number = (value: number): string => String(Number(value.toPrecision(12)));
