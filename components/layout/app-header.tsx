"use client";

import { usePathname } from "next/navigation";
import { useMe } from "@/components/account/api";
import { usePermissions } from "@/components/account/permissions";
import { LiveUpdates } from "@/components/live/live-updates";
import { ProjectSwitcher } from "@/components/projects/project-switcher";
import { PageLink } from "@/components/ui/page/page-link";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { LoadFailureNote } from "./load-failure-note";
import { Logo } from "./logo";
import { generalPages, projectPages, projectSlugOf } from "./navigation";
import { NavigationTabs } from "./navigation-tabs";
import { OfflineBanner } from "./offline-banner";
import { PaletteButton } from "./palette-button";
import { UserMenu } from "./user-menu";

export function AppHeader() {
  const pathname = usePathname();
  const slug = projectSlugOf(pathname);
  const { data: me } = useMe();
  const { isAdmin } = usePermissions();
  const isHydrated = useIsHydrated();
  const pages = slug === undefined ? generalPages({ isAdmin }) : projectPages(slug, { isAdmin });
  return (
    // Solid: to blur what goes by below it takes most of a scrolled frame where no graphics card helps.
    <header className="sticky top-0 z-30 border-line border-b bg-ground">
      {/* The tabs below are links, which need no script. */}
      <div inert={!isHydrated} className="mx-auto flex h-12 w-full max-w-6xl items-center gap-1.5 px-4 sm:px-6">
        <PageLink
          href="/projects"
          className="-ml-1 flex items-center gap-2 rounded-control p-1"
          aria-label="Guidon: all projects"
        >
          <Logo />
          <span aria-hidden className="hidden font-semibold text-ink text-lg tracking-tight sm:inline">
            Guidon
          </span>
        </PageLink>
        <span aria-hidden className="px-0.5 text-line-strong text-lg">
          /
        </span>
        <ProjectSwitcher slug={slug} />
        <div className="flex-1" />
        <PaletteButton />
        <UserMenu />
      </div>
      <NavigationTabs label={slug === undefined ? "General" : "Project"} items={pages} pathname={pathname} />
      <OfflineBanner />
      <LoadFailureNote />
      {/* Whoever is limited to some projects is not told of others. */}
      {slug === undefined && me?.project_ids === null && <LiveUpdates projectId={null} />}
    </header>
  );
}
