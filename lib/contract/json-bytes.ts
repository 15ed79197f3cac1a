/** Says that a value is larger than `most` bytes of JSON text, or nothing. */
export const jsonBytesProblem = (value: unknown, most: number): string | undefined =>
  new TextEncoder().encode(JSON.stringify(value)).length > most ? `Must not be larger than ${most} bytes` : undefined;
