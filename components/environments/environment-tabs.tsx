"use client";

import { Lock } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { useCurrentInSight } from "@/components/ui/hooks";
import { PageLink } from "@/components/ui/page/page-header";
import type { Environment } from "@/lib/contract/environment";
import type { Flag } from "@/lib/contract/flag";
import { isOnIn } from "@/lib/contract/flag-state";
import type { Project } from "@/lib/contract/project";
import { type NamedEnvironment, useEnvironments } from "./api";

interface EnvironmentTabsProps {
  project: Pick<Project, "id" | "slug" | "environments">;
  flag: Pick<Flag, "key" | "enabled" | "status" | "environments">;
  current: string;
}

/** The environments as links, so that each has an address to send. A mark tells whether the flag is on there. */
export function EnvironmentTabs({ project, flag, current }: EnvironmentTabsProps) {
  const { data: facts = [] } = useEnvironments(project.id);
  const listRef = useCurrentInSight<HTMLElement>(current, project.environments.length);
  return (
    // Positioned, so that it also clips the words for screen readers. A mouse needs the scrollbar to see them all.
    <nav
      ref={listRef}
      aria-label="Environments"
      className="relative mb-5 flex gap-1 overflow-x-auto border-line border-b [scrollbar-width:none]
        pointer-fine:[scrollbar-width:thin]"
    >
      {project.environments.map((name) => {
        const known = facts.find((environment) => environment.name === name);
        return (
          <PageLink
            key={name}
            href={`/projects/${project.slug}/flags/${encodeURIComponent(flag.key)}?env=${name}`}
            replace
            scroll={false}
            aria-current={name === current ? "page" : undefined}
            className={cn(
              "-mb-px flex h-9 shrink-0 items-center gap-2 whitespace-nowrap border-b-2 px-2.5 text-base",
              "transition-colors focus-visible:-outline-offset-2 pointer-coarse:h-11",
              name === current ? "border-accent font-medium text-ink" : "border-unchosen text-muted hover:text-ink",
            )}
          >
            <StateDot isOn={isOnIn(flag, name)} color={known?.color ?? "gray"} />
            {known?.title ?? name}
            {known?.is_protected && (
              <>
                <Lock aria-hidden className="size-3.5" />
                <span className="sr-only">(protected)</span>
              </>
            )}
          </PageLink>
        );
      })}
    </nav>
  );
}

/** The mark is filled where the flag is on; screen readers get a word. */
function StateDot({ isOn, color }: { isOn: boolean; color: Environment["color"] }) {
  const fill = color === "gray" ? "bg-success" : environmentFill[color];
  return (
    <span
      className={cn(
        "size-2 shrink-0 rounded-full",
        isOn ? cn("forced-color-adjust-none", fill) : "border border-faint",
      )}
    >
      <span className="sr-only">{isOn ? "On in " : "Off in "}</span>
    </span>
  );
}

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
