export interface NavigationItem {
  label: string;
  href: string;
  /** Pressed after `g`. */
  key?: string;
}

/** The pages of a project, in the order of the tabs. */
export const projectPages = (slug: string): NavigationItem[] => [
  { label: "Flags", href: `/projects/${slug}/flags`, key: "f" },
  { label: "Segments", href: `/projects/${slug}/segments`, key: "s" },
  { label: "History", href: `/projects/${slug}/audit`, key: "h" },
  { label: "Settings", href: `/projects/${slug}/settings` },
];

/**
 * The pages that belong to no project. Those for admins come last: who is looking is known after the first paint, and
 * nothing may move then.
 */
export const generalPages = ({ isAdmin }: { isAdmin: boolean }): NavigationItem[] => [
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

/** The slug of the project that an address is in. */
export const projectSlugOf = (pathname: string): string | undefined => /^\/projects\/([^/]+)/.exec(pathname)?.[1];

/** Whether an address is the item's page or below it. `/projects` is a page of its own and holds all the others. */
export const isCurrent = (item: NavigationItem, pathname: string): boolean =>
  pathname === item.href || (item.href !== "/projects" && pathname.startsWith(`${item.href}/`));
