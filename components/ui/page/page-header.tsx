"use client";

import Link from "next/link";
import { type ComponentProps, type ReactNode, useState } from "react";
import { cn } from "../cn";

interface PageHeaderProps {
  title: ReactNode;
  /** One line below the title. */
  description?: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  /** A link to the page above, over the title. */
  breadcrumb?: ReactNode;
}

/** The head of a page: its only first-level heading, and its actions. */
export function PageHeader({ title, description, actions, breadcrumb }: PageHeaderProps) {
  return (
    <header className="mb-5">
      {breadcrumb !== undefined && (
        <div
          className="mb-1 text-muted text-sm pointer-coarse:*:-my-3 pointer-coarse:*:inline-block
            pointer-coarse:*:py-3"
        >
          {breadcrumb}
        </div>
      )}
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <h1
          className={cn(
            // Where it would get less than a short word, the buttons go below it.
            "wrap-break-word min-w-0 grow basis-20 font-semibold text-ink text-xl tracking-tight",
            // The first line is as high as a button: buttons come once the role is known, and must move nothing.
            actions !== undefined && "py-0.5 pointer-coarse:py-2",
          )}
        >
          {title}
        </h1>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {description !== undefined && <div className="mt-0.5 text-base text-muted">{description}</div>}
    </header>
  );
}

/**
 * A link to another page. The page is prefetched when the pointer or the focus comes near. Next would prefetch all
 * links in sight at once, and the present page would wait until the server had rendered its neighbours.
 */
export function PageLink(props: ComponentProps<typeof Link>) {
  const [isNear, setIsNear] = useState(false);
  const approach = () => setIsNear(true);
  return <Link prefetch={isNear ? null : false} onPointerEnter={approach} onFocus={approach} {...props} />;
}
