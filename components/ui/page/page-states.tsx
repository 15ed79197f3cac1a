import { CloudOff } from "lucide-react";
import type { ComponentType, ReactNode } from "react";
import { isApiError } from "@/lib/client/api-error";
import { Button } from "../button/button";
import { cn } from "../cn";

interface ErrorStateProps {
  error: unknown;
  /** Completes "Could not load …": "the flags". */
  what: string;
  onRetry?: () => void;
}

const reason = (error: unknown): string => {
  if (!isApiError(error)) return "Something went wrong on this page.";
  if (error.status === 0) return "The server cannot be reached.";
  if (error.status === 401) return "You are signed out.";
  if (error.status === 403) return "Your role does not allow it.";
  if (error.status === 404) return "It does not exist. It may have been deleted.";
  if (error.status === 429) return "Too many requests. Wait a moment.";
  return "Something went wrong on the server.";
};

/** Stands for a part of a page that could not be loaded: the reason, a retry, and the id for the server's operator. */
export function ErrorState({ error, what, onRetry }: ErrorStateProps) {
  const requestId = isApiError(error) ? error.requestId : undefined;
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      <span
        className="mb-1 flex size-9 items-center justify-center rounded-panel border border-line bg-panel
          text-danger"
      >
        <CloudOff aria-hidden className="size-4.5" />
      </span>
      <p className="font-medium text-ink text-lg">Could not load {what}</p>
      <p className="text-base text-muted">{reason(error)}</p>
      {requestId !== undefined && (
        <p className="wrap-anywhere font-mono text-muted text-sm">
          <span className="select-none">Request </span>
          {requestId}
        </p>
      )}
      {onRetry && (
        <Button className="mt-3" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** A placeholder of the size of what is loading. A page says "Loading" once, with `LoadingRegion`. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block rounded-chip bg-fill motion-safe:animate-pulse", className)} />;
}

/** Skeletons, and one word for screen readers. */
export function LoadingRegion({ label = "Loading", children }: { label?: string; children: ReactNode }) {
  return (
    <div role="status" aria-live="polite">
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}

const NAME_WIDTHS = ["w-40", "w-52", "w-36", "w-44", "w-48", "w-32"];

/** The placeholder of a page with a list, in its later size, so that nothing moves. */
export function PageSkeleton({ isHeaderShown = true }: { isHeaderShown?: boolean }) {
  return (
    <LoadingRegion>
      {isHeaderShown && (
        <div className="mb-5">
          <Skeleton className="h-7 w-36" />
          <Skeleton className="mt-1 h-4 w-72 max-w-full" />
        </div>
      )}
      <div className="overflow-hidden rounded-panel border border-line bg-panel">
        {NAME_WIDTHS.map((width) => (
          <div key={width} className="flex h-16 items-center gap-4 border-line border-b px-4 last:border-b-0">
            <Skeleton className={`h-4 ${width}`} />
            <span className="flex-1" />
            <Skeleton className="h-4 w-24" />
          </div>
        ))}
      </div>
    </LoadingRegion>
  );
}

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
