"use client";

import "./globals.css";

interface GlobalErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/**
 * Replaces the whole document when even the layout fails. It imports nothing that pages import, because every page
 * loads it, in a copy of its own.
 */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body className="bg-ground p-10 text-center font-sans text-ink">
        <p role="alert" className="mb-4">
          This page broke, by a fault of ours{error.digest && ` (${error.digest})`}. What was saved is safe.
        </p>
        <button type="button" className="text-accent underline" onClick={reset}>
          Try again
        </button>
      </body>
    </html>
  );
}
