export interface NavigationItem {
  label: string;
  href: string;
  /** Pressed after `g`. */
  key?: string;
  /** A page that is reached from it, but is not below its address. */
  leadsTo?: string;
}

/** Who looks: an admin of all projects, or of the one that is shown. */
export interface Looking {
  isAdmin: boolean;
  isProjectAdmin: boolean;
}

/**
 * The pages of a project, in the order of the tabs. Those for admins come last: the role is known only after the first
 * paint, and no tab may move then.
 */
export const projectPages = (slug: string, { isAdmin, isProjectAdmin }: Looking): NavigationItem[] => [
  { label: "Flags", href: `/projects/${slug}/flags`, key: "f", leadsTo: `/projects/${slug}/compare` },
  { label: "Segments", href: `/projects/${slug}/segments`, key: "s" },
  { label: "History", href: `/projects/${slug}/audit`, key: "h" },
  { label: "Settings", href: `/projects/${slug}/settings` },
  ...(isProjectAdmin ? [{ label: "API keys", href: `/projects/${slug}/keys`, key: "k" }] : []),
  ...(isAdmin ? [{ label: "Members", href: `/projects/${slug}/members`, key: "m" }] : []),
];

/** The pages that belong to no project, those for admins last. */
export const generalPages = ({ isAdmin }: Pick<Looking, "isAdmin">): NavigationItem[] => [
  { label: "Projects", href: "/projects", key: "p" },
  { label: "Account", href: "/settings/account" },
  { label: "API reference", href: "/docs" },
  ...(isAdmin
    ? [
        { label: "API keys", href: "/settings/keys", key: "k" },
        { label: "Members", href: "/settings/members", key: "m" },
      ]
    : []),
];

/** All pages to go to. In a project its own pages come first. */
export function allPages(slug: string | undefined, who: Looking): NavigationItem[] {
  const own = slug === undefined ? [] : projectPages(slug, who);
  const known = new Set(own.map(({ label }) => label));
  return [...own, ...generalPages(who).filter(({ label }) => !known.has(label))];
}

/** The slug of the project in an address. */
export const projectSlugOf = (pathname: string): string | undefined => /^\/projects\/([^/]+)/.exec(pathname)?.[1];

/**
 * Whether an address is the item's page, below it, or reached from it. `/projects` is only itself, because all project
 * pages are below it.
 */
export const isCurrent = (item: NavigationItem, pathname: string): boolean =>
  pathname === item.href ||
  pathname === item.leadsTo ||
  (item.href !== "/projects" && pathname.startsWith(`${item.href}/`));
