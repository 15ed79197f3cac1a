import { booleanProvider, type Row } from "./row";

const ANSWER = { value: false, reason: "STATIC" } as const;

/** The yardstick: what OpenFeature's own client costs. */
export const constant: Row = {
  name: "a constant",
  provide: async () => booleanProvider("constant", () => ANSWER),
};
