type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that were sent. Null is a value; undefined means "not sent". */
export function defined<T extends object>(fields: T): Defined<T> {
  const sent = Object.entries(fields).filter(([, value]) => value !== undefined);
  // The filter is what the type says.
  return Object.fromEntries(sent) as Defined<T>;
}

/**
 * Whether two states of a resource are equal, because a write that changes nothing writes nothing. They are compared as
 * JSON, which is what is stored and tagged: the order of an object's keys counts, and -0 is 0.
 */
export function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
