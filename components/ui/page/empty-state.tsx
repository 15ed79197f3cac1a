import type { ComponentType, ReactNode } from "react";

interface EmptyStateProps {
  icon?: ComponentType<{ className?: string; "aria-hidden"?: boolean }>;
  title: string;
  /** What will be here, or why nothing is, and what to do next. */
  description?: ReactNode;
  /** The next step. */
  action?: ReactNode;
  /** The page has nothing else, so the title is its heading. */
  isPage?: boolean;
}

export function EmptyState({ icon: Icon, title, description, action, isPage = false }: EmptyStateProps) {
  const Title = isPage ? "h1" : "p";
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      {Icon && (
        <span
          className="mb-1 flex size-9 items-center justify-center rounded-panel border border-line bg-panel
            text-muted"
        >
          <Icon aria-hidden className="size-4.5" />
        </span>
      )}
      <Title className="font-medium text-ink text-lg">{title}</Title>
      {description !== undefined && <p className="max-w-md text-balance text-base text-muted">{description}</p>}
      {action !== undefined && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
