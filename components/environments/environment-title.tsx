import { cn } from "@/components/ui/cn";
import type { Environment } from "@/lib/contract/environment";
import type { NamedEnvironment } from "./api";

/** What people call an environment, with its colour where it was given one. */
export function EnvironmentTitle({ environment: { name, title, color } }: { environment: NamedEnvironment }) {
  return (
    <span title={title === name ? title : `${title} (${name})`} className="flex min-w-0 items-center gap-1.5">
      {color !== "gray" && <span aria-hidden className={cn("size-2 shrink-0 rounded-full", environmentFill[color])} />}
      <span className="truncate">{title}</span>
    </span>
  );
}

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
