/** The problem of a value that is larger than `most` bytes of JSON text; undefined for a smaller one. */
export const jsonBytesProblem = (value: unknown, most: number): string | undefined =>
  new TextEncoder().encode(JSON.stringify(value)).length > most ? `Must not be larger than ${most} bytes` : undefined;
