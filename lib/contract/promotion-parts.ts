// Pages use this, too, so it contains no schema that they would load.

/** Two environments: `to` is compared with `from`, or made equal to it. */
export interface EnvironmentPair {
  readonly from: string;
  readonly to: string;
}

/** The parts of a flag's content that can be promoted from one environment to another. */
export const promotedParts = ["state", "default", "rules"] as const;
export type PromotedPart = (typeof promotedParts)[number];
