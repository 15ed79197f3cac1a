// What pages ask of a promotion, too: no schema stands here, so that none is loaded with them.

/** Two environments: what is in `to` is compared with what is in `from`, or made like it. */
export interface EnvironmentPair {
  readonly from: string;
  readonly to: string;
}

/** What of a flag in one environment can be promoted to another. */
export const promotedParts = ["state", "default", "rules"] as const;
export type PromotedPart = (typeof promotedParts)[number];
