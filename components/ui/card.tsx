import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A bordered panel. */
export function Card({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("rounded-panel border border-line bg-panel", className)} {...props} />;
}
