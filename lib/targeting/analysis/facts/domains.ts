import { versionKey } from "../../comparable";
import { complement, intersect, type Range, type Ranges } from "./ranges";

/** A domain with ordered keys. Each key has a next one, so half-open ranges can express every open and closed bound. */
interface Order<K> {
  readonly all: Range<K>;
  /** The key that follows, with nothing in between. */
  readonly after: (key: K) => K;
}

const float = new DataView(new ArrayBuffer(8));

/** The next larger double. */
function nextUp(number: number): number {
  if (number === 0) return Number.MIN_VALUE;
  float.setFloat64(0, number);
  float.setBigInt64(0, float.getBigInt64(0) + (number > 0 ? 1n : -1n));
  return float.getFloat64(0);
}

export const nextDown = (number: number): number => -nextUp(-number);

/** Numbers, and instants in milliseconds since 1970: all finite doubles. */
export const numberOrder: Order<number> = {
  all: { from: -Number.MAX_VALUE, to: Number.POSITIVE_INFINITY },
  after: nextUp,
};

/** Versions by their keys, from the lowest possible one. */
export const versionOrder: Order<string> = {
  all: { from: versionKey("0.0.0-0") ?? "", to: "\uffff" },
  after: (key) => `${key}\0`,
};

export const above = <K extends number | string>(order: Order<K>, key: K): Ranges<K> => [
  { from: order.after(key), to: order.all.to },
];

export const below = <K extends number | string>(order: Order<K>, key: K): Ranges<K> =>
  order.all.from < key ? [{ from: order.all.from, to: key }] : [];

/** The ranges that hold exactly these keys. */
export const points = <K extends number | string>(order: Order<K>, keys: readonly K[]): Ranges<K> =>
  [...new Set(keys)].sort((a, b) => (a < b ? -1 : 1)).map((key) => ({ from: key, to: order.after(key) }));

/** The ranges that hold every other key of the domain. */
export const others = <K extends number | string>(order: Order<K>, ranges: Ranges<K>): Ranges<K> =>
  complement(ranges, order.all);

/** The part of one domain that comparisons leave. */
export class Allowed<K extends number | string> {
  /** Whether a text must belong to the domain. */
  isRequired = false;
  /** Whether any comparison asks about the domain. */
  isAsked = false;
  /** The ranges in which its key must then lie. */
  within: Ranges<K>;

  constructor(private readonly order: Order<K>) {
    this.within = [order.all];
  }

  require(ranges: Ranges<K>): void {
    this.isRequired = true;
    this.isAsked = true;
    this.within = intersect(this.within, ranges);
  }

  forbid(ranges: Ranges<K>): void {
    this.isAsked = true;
    this.within = intersect(this.within, others(this.order, ranges));
  }
}
