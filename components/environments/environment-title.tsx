import { cn } from "@/components/ui/cn";
import type { NamedEnvironment } from "./api";
import { environmentFill } from "./environment-color";

/** What people call an environment, with its colour where it was given one. */
export function EnvironmentTitle({ environment: { name, title, color } }: { environment: NamedEnvironment }) {
  return (
    <span title={title === name ? title : `${title} (${name})`} className="flex min-w-0 items-center gap-1.5">
      {color !== "gray" && <span aria-hidden className={cn("size-2 shrink-0 rounded-full", environmentFill[color])} />}
      <span className="truncate">{title}</span>
    </span>
  );
}
