import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

interface PageHeaderProps {
  title: ReactNode;
  /** One line below the title. */
  description?: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  /** A way back up, above the title. */
  breadcrumb?: ReactNode;
}

/** The head of a page: its only first-level heading, and what can be done here. */
export function PageHeader({ title, description, actions, breadcrumb }: PageHeaderProps) {
  return (
    <header className="mb-5">
      {/* Buttons come when it is known who looks: the place for one is kept. */}
      <div
        className={cn(
          "flex flex-wrap items-start gap-x-4 gap-y-3",
          actions !== undefined && "min-h-8 pointer-coarse:min-h-11",
        )}
      >
        <div className="min-w-0 flex-1">
          {breadcrumb !== undefined && <div className="mb-1 text-muted text-sm">{breadcrumb}</div>}
          <h1 className="wrap-break-word font-semibold text-ink text-xl tracking-tight">{title}</h1>
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {description !== undefined && <div className="mt-0.5 text-base text-muted">{description}</div>}
    </header>
  );
}
