import type { Environment } from "@/lib/contract/environment";

/** The class that fills a mark, by colour. */
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
