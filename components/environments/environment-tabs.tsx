import { cn } from "@/components/ui/cn";
import { PageLink } from "@/components/ui/page/page-link";
import type { Project } from "@/lib/contract/project";

interface EnvironmentTabsProps {
  project: Pick<Project, "slug" | "environments">;
  flagKey: string;
  current: string;
}

/** The environments, as links: each has an address that can be sent to somebody. */
export function EnvironmentTabs({ project, flagKey, current }: EnvironmentTabsProps) {
  return (
    <nav
      aria-label="Environments"
      className="mb-5 flex gap-1 overflow-x-auto border-line border-b [scrollbar-width:none]"
    >
      {project.environments.map((name) => (
        <PageLink
          key={name}
          href={`/projects/${project.slug}/flags/${encodeURIComponent(flagKey)}?env=${name}`}
          replace
          scroll={false}
          aria-current={name === current ? "page" : undefined}
          className={cn(
            "-mb-px flex h-9 shrink-0 items-center whitespace-nowrap border-b-2 px-2.5 text-base transition-colors focus-visible:-outline-offset-2 pointer-coarse:h-11",
            name === current ? "border-accent font-medium text-ink" : "border-transparent text-muted hover:text-ink",
          )}
        >
          {name}
        </PageLink>
      ))}
    </nav>
  );
}
