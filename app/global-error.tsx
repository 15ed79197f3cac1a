"use client";

import { Fault } from "@/components/layout/fault";
import "./globals.css";

interface GlobalErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** Stands in for the whole document when even the layout breaks. */
export default function GlobalError(props: GlobalErrorProps) {
  return (
    <html lang="en">
      <body className="bg-ground font-sans text-ink">
        <Fault {...props} />
      </body>
    </html>
  );
}
