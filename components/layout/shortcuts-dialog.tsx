"use client";

import { usePathname } from "next/navigation";
import { usePermissions } from "@/components/account/api";
import { Dialog, DialogBody } from "@/components/ui/dialog/dialog";
import { Checkbox } from "@/components/ui/field/checkbox";
import { Kbd } from "@/components/ui/kbd";
import { projectSlugOf } from "./navigation";
import { shortcutGroups } from "./shortcut-list";
import { setSingleKeys, useSingleKeys } from "./single-keys";

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const pathname = usePathname();
  const { isAdmin } = usePermissions();
  const areOn = useSingleKeys();
  return (
    <Dialog isOpen onOpenChange={onClose} title="Keyboard shortcuts">
      <DialogBody className="flex flex-col gap-5">
        {shortcutGroups(projectSlugOf(pathname), isAdmin).map(({ title, shortcuts }) => (
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
