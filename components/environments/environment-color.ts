import type { Environment } from "@/lib/contract/environment";

/** By colour: the class of a mark that is filled with it. */
export const environmentFill: Record<Environment["color"], string> = {
  gray: "bg-environment-gray",
  red: "bg-environment-red",
  orange: "bg-environment-orange",
  yellow: "bg-environment-yellow",
  green: "bg-environment-green",
  teal: "bg-environment-teal",
  blue: "bg-environment-blue",
  purple: "bg-environment-purple",
};
