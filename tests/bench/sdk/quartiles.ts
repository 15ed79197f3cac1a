/** The middle of samples, and how far they lie apart. `spread`: half the way between the quartiles. */
export function quartiles(samples: readonly number[]) {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  const [first, median, third] = [at(0.25), at(0.5), at(0.75)];
  return { first, median, third, spread: (third - first) / 2 };
}
