import { generalPages, projectPages } from "./navigation";

interface Shortcut {
  /** Pressed one after the other; with "Mod", together. */
  keys: readonly string[];
  does: string;
}

const goTo = (slug: string | undefined, isAdmin: boolean): Shortcut[] =>
  [...(slug === undefined ? [] : projectPages(slug)), ...generalPages({ isAdmin })].flatMap(({ key, label }) =>
    key === undefined ? [] : [{ keys: ["G", key.toUpperCase()], does: `Go to ${label}` }],
  );

/** All that `?` shows, in groups. */
export const shortcutGroups = (slug: string | undefined, isAdmin: boolean) => [
  {
    title: "Anywhere",
    shortcuts: [
      { keys: ["Mod", "K"], does: "Search, go to a page, create" },
      { keys: ["/"], does: "Search this page" },
      { keys: ["C"], does: "Create, on a page with a list" },
      { keys: ["?"], does: "Show these keys" },
      ...goTo(slug, isAdmin),
    ],
  },
  {
    title: "Rules",
    shortcuts: [
      { keys: ["Space"], does: "Lift the rule whose handle has the focus; again to drop it" },
      { keys: ["↑"], does: "Move a lifted rule up" },
      { keys: ["↓"], does: "Move a lifted rule down" },
      { keys: ["Esc"], does: "Put a lifted rule back, or close an editor" },
    ],
  },
];
