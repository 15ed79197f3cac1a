"use client";

import { usePathname } from "next/navigation";
import { Kbd } from "@/components/ui/badge";
import { Dialog, DialogBody } from "@/components/ui/dialog/dialog";
import { Checkbox } from "@/components/ui/field/input";
import { allPages, type Looking, projectSlugOf } from "./navigation";
import { setSingleKeys, useLooking, useSingleKeys } from "./shortcuts";

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const pathname = usePathname();
  const slug = projectSlugOf(pathname);
  const who = useLooking(slug);
  const areOn = useSingleKeys();
  return (
    <Dialog isOpen onOpenChange={onClose} title="Keyboard shortcuts">
      <DialogBody className="flex flex-col gap-5">
        {shortcutGroups(slug, who).map(({ title, shortcuts }) => (
          <section key={title}>
            <h3 className="mb-1 font-medium text-muted text-sm">{title}</h3>
            <dl className="divide-y divide-line">
              {shortcuts.map(({ keys, does }) => (
                <div key={does} className="flex items-center justify-between gap-4 py-1.5">
                  <dt className="text-base text-ink">{does}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {keys.map((key) => (
                      <Kbd key={key}>{key === "Mod" ? "⌘ / Ctrl" : key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <Checkbox
          label="Single-key shortcuts"
          hint="Turn off if you dictate, or press keys by accident. Search and commands stays on ⌘K or Ctrl+K."
          checked={areOn}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
      </DialogBody>
    </Dialog>
  );
}

interface Shortcut {
  /** The keys, pressed one after the other; with "Mod", together. */
  keys: readonly string[];
  does: string;
}

const goTo = (slug: string | undefined, who: Looking): Shortcut[] =>
  allPages(slug, who).flatMap(({ key, label }) =>
    key === undefined ? [] : [{ keys: ["G", key.toUpperCase()], does: `Go to ${label}` }],
  );

/** The shortcuts that `?` lists, in groups. */
const shortcutGroups = (slug: string | undefined, who: Looking) => [
  {
    title: "Anywhere",
    shortcuts: [
      { keys: ["Mod", "K"], does: "Search, go to a page, create" },
      { keys: ["/"], does: "Search this page" },
      { keys: ["C"], does: "Create, on a page with a list" },
      { keys: ["?"], does: "Show these keys" },
      ...goTo(slug, who),
    ],
  },
  {
    title: "List of flags",
    shortcuts: [
      { keys: ["Space"], does: "Select the flag whose box has the focus, or let it go" },
      { keys: ["Shift", "Space"], does: "Select all flags from the last one" },
      { keys: ["↓"], does: "Go to the box of the next flag; ↑ to the one before" },
      { keys: ["Esc"], does: "Let go of all that are selected" },
    ],
  },
  {
    title: "Rules",
    shortcuts: [
      { keys: ["Space"], does: "Lift the rule whose handle has the focus; again to drop it" },
      { keys: ["↑"], does: "Move a lifted rule up" },
      { keys: ["↓"], does: "Move a lifted rule down" },
      { keys: ["Esc"], does: "Put a lifted rule back, or close an editor" },
      { keys: ["Mod", "Z"], does: "Take back a move, grouping or removal among an editor’s conditions" },
    ],
  },
];
