import { RE2JS, RE2JSException } from "re2js";

export interface Re2 {
  readonly RE2JS: typeof RE2JS;
  readonly RE2JSException: typeof RE2JSException;
}

/** The one place that knows where RE2 comes from. */
export const re2Library: Re2 = { RE2JS, RE2JSException };
