"use client";

import { Search, UserRound } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useSyncExternalStore } from "react";
import { useMe } from "@/components/account/api";
import { LiveUpdates } from "@/components/live/live-updates";
import { ProjectSwitcher } from "@/components/projects/project-switcher";
import { Kbd } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { useCurrentInSight, useIsHydrated } from "@/components/ui/hooks";
import { Logo } from "@/components/ui/icons";
import { lazy } from "@/components/ui/lazy/lazy";
import { DropdownMenu } from "@/components/ui/menu/dropdown-menu";
import { PageLink } from "@/components/ui/page/page-header";
import { generalPages, isCurrent, type NavigationItem, projectPages, projectSlugOf } from "./navigation";
import { LoadFailureNote, OfflineBanner } from "./offline-banner";
import { openOverlay, useLooking } from "./shortcuts";

export function AppHeader() {
  const pathname = usePathname();
  const slug = projectSlugOf(pathname);
  const { data: me } = useMe();
  const who = useLooking(slug);
  const isHydrated = useIsHydrated();
  const pages = slug === undefined ? generalPages(who) : projectPages(slug, who);
  return (
    // The background is solid: blurring what scrolls below it takes most of a frame without a graphics card.
    <header className="sticky top-0 z-30 border-line border-b bg-ground print:hidden">
      {/* The tabs below are links, which need no script. */}
      <div
        inert={!isHydrated}
        className="mx-auto flex h-12 w-full max-w-(--page-width) items-center gap-1.5 px-4 sm:px-6"
      >
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
      {/* A person who is limited to some projects hears of no others. */}
      {slug === undefined && me?.project_ids === null && <LiveUpdates projectId={null} />}
    </header>
  );
}

const nothing = () => () => {};
const isApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

function PaletteButton() {
  const modifier = useSyncExternalStore(nothing, isApple, () => false) ? "⌘" : "Ctrl ";
  return (
    <button
      type="button"
      aria-label="Search and commands"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => void openOverlay("palette")}
      className="flex h-8 w-8 shrink-0 items-center justify-center gap-2 rounded-control text-muted text-base
        transition-colors hover:bg-hover hover:text-ink sm:w-52 sm:justify-start sm:border sm:border-line-strong
        sm:bg-panel sm:px-2.5 pointer-coarse:h-10"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span aria-hidden className="hidden flex-1 text-left sm:block">
        Search…
      </span>
      <span aria-hidden className="hidden sm:block">
        <Kbd>{modifier}K</Kbd>
      </span>
    </button>
  );
}

interface NavigationTabsProps {
  label: string;
  items: readonly NavigationItem[];
  pathname: string;
}

function NavigationTabs({ label, items, pathname }: NavigationTabsProps) {
  const listRef = useCurrentInSight<HTMLUListElement>(pathname, items.length);
  return (
    <nav aria-label={label} className="mx-auto w-full max-w-(--page-width) px-2 sm:px-4">
      <ul ref={listRef} className="flex overflow-x-auto [scrollbar-width:none]">
        {items.map((item) => {
          const current = isCurrent(item, pathname);
          return (
            <li key={item.href}>
              <PageLink
                href={item.href}
                aria-current={current ? "page" : undefined}
                className={cn(
                  "-outline-offset-3! flex h-9 items-center whitespace-nowrap border-b-2 px-2 text-base",
                  "transition-colors pointer-coarse:h-11",
                  current ? "border-accent font-medium text-ink" : "border-unchosen text-muted hover:text-ink",
                )}
              >
                {item.label}
              </PageLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

const UserMenuItems = lazy(() => import("./user-menu-items").then((file) => file.UserMenuItems));

function UserMenu() {
  const { data: me } = useMe();
  const initial = (me?.name ?? "").trim().charAt(0).toUpperCase();
  return (
    <DropdownMenu
      loadItems={UserMenuItems.load}
      className="w-60"
      trigger={
        <button
          type="button"
          aria-label={me === undefined ? "Account" : `Account: ${me.name}`}
          className="flex size-8 shrink-0 items-center justify-center rounded-full bg-fill font-medium text-ink text-sm
            hover:bg-line-strong pointer-coarse:size-10"
        >
          {initial === "" ? <UserRound aria-hidden className="size-4 text-muted" /> : initial}
        </button>
      }
    >
      <UserMenuItems />
    </DropdownMenu>
  );
}

/** The first stop of the Tab key: a link past the header to the content. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only z-50 rounded-control bg-ink px-3 py-2 text-base text-ground focus:not-sr-only focus:fixed
        focus:top-2 focus:left-2"
    >
      Skip to content
    </a>
  );
}

/** The region of a page's content. It is inert until hydration, because clicks and typing before that would be lost. */
export function MainRegion({ children }: { children: ReactNode }) {
  const isHydrated = useIsHydrated();
  return (
    <main
      id="main"
      tabIndex={-1}
      inert={!isHydrated}
      className="mx-auto w-full max-w-(--page-width) flex-1 px-4 py-6 outline-none sm:px-6 sm:py-8"
    >
      {children}
    </main>
  );
}
