import { type BucketRange, type RolloutFacts, rangesOf } from "../search/buckets";

/** Below this the amount is not written out. In percent. */
const SMALLEST = 0.000001;

/** How much of some people rollouts let in. */
export interface Amount {
  readonly text: string;
  /** It reads well in brackets: one number, with no sum behind it. */
  readonly isPlain: boolean;
}

/**
 * The part of people whom these rollouts let in and those do not, as one number. Those of one salt lie inside each
 * other; those of different salts multiply, and the factors are said. Null where there is no rollout, or nobody is
 * inside.
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

/** Without the digits that arithmetic makes up. */
const number = (value: number): string => String(Number(value.toPrecision(12)));
