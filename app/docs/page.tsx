import type { Metadata } from "next";
import { preload } from "react-dom";
import { ApiReference } from "@/components/api-reference/api-reference";
import { Logo } from "@/components/ui/icons";
import { PageLink } from "@/components/ui/page/page-header";

export const metadata: Metadata = { title: "API reference" };

/** For everybody, signed in or not: the document is public. */
export default function Page() {
  preload("/api/v1/openapi.json", { as: "fetch", crossOrigin: "anonymous" });
  return (
    <>
      <header className="sticky top-0 z-30 border-line border-b bg-panel">
        <div className="mx-auto flex h-14 w-full max-w-(--page-width) items-center justify-between gap-4 px-4 sm:px-6">
          <span className="flex items-center gap-3">
            <Logo />
            <span className="font-medium text-base text-ink">API reference</span>
          </span>
          <PageLink href="/" className="rounded-control px-2 py-1 text-base text-muted hover:bg-hover hover:text-ink">
            Dashboard
          </PageLink>
        </div>
      </header>
      <main className="mx-auto w-full max-w-(--page-width) px-4 py-8 sm:px-6">
        <ApiReference />
      </main>
    </>
  );
}
