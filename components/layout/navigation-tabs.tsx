import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { isCurrent, type NavigationItem } from "./navigation";

interface NavigationTabsProps {
  label: string;
  items: readonly NavigationItem[];
  pathname: string;
}

export function NavigationTabs({ label, items, pathname }: NavigationTabsProps) {
  return (
    <nav aria-label={label} className="mx-auto w-full max-w-6xl px-2 sm:px-4">
      <ul className="flex overflow-x-auto [scrollbar-width:none]">
        {items.map((item) => {
          const current = isCurrent(item, pathname);
          return (
            <li key={item.href}>
              <Link
                href={item.href}
                aria-current={current ? "page" : undefined}
                className={cn(
                  "-outline-offset-3! flex h-9 items-center whitespace-nowrap border-b-2 px-2 text-base transition-colors pointer-coarse:h-11",
                  current ? "border-accent font-medium text-ink" : "border-transparent text-muted hover:text-ink",
                )}
              >
                {item.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
