"use client";

import { CloudOff } from "lucide-react";
import { isApiError } from "@/lib/client/api-error";
import { Button } from "../button/button";

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
      <span className="mb-1 flex size-9 items-center justify-center rounded-panel border border-line bg-panel text-danger">
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
