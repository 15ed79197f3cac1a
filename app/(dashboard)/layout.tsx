import type { ReactNode } from "react";
import { AppHeader } from "@/components/layout/app-header";
import { Shortcuts } from "@/components/layout/shortcuts";
import { SkipLink } from "@/components/layout/skip-link";

export default function DashboardLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <AppHeader />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl flex-1 px-4 py-6 outline-none sm:px-6 sm:py-8">
        {children}
      </main>
      <Shortcuts />
    </div>
  );
}
