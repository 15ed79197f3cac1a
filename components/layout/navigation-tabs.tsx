"use client";

import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { PageLink } from "@/components/ui/page/page-link";
import { isCurrent, type NavigationItem } from "./navigation";

interface NavigationTabsProps {
  label: string;
  items: readonly NavigationItem[];
  pathname: string;
}

export function NavigationTabs({ label, items, pathname }: NavigationTabsProps) {
  const listRef = useRef<HTMLUListElement>(null);
  // Where they do not all fit, the current page's is brought into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is another one on another page, or once there are more
  useEffect(() => {
    const list = listRef.current;
    const current = list?.querySelector<HTMLElement>("[aria-current]");
    if (list == null || current == null) return;
    const [tab, window] = [current.getBoundingClientRect(), list.getBoundingClientRect()];
    list.scrollLeft += Math.max(tab.right - window.right, 0) + Math.min(tab.left - window.left, 0);
  }, [items.length, pathname]);
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
                  "-outline-offset-3! flex h-9 items-center whitespace-nowrap border-b-2 px-2 text-base transition-colors pointer-coarse:h-11",
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
