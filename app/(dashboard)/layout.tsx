import type { ReactNode } from "react";
import { meQuery } from "@/components/account/api";
import { AppHeader } from "@/components/layout/app-header";
import { MainRegion } from "@/components/layout/main-region";
import { projectSlugOf } from "@/components/layout/navigation";
import { Shortcuts } from "@/components/layout/shortcuts";
import { SkipLink } from "@/components/layout/skip-link";
import { projectQuery } from "@/components/projects/api";
import { FirstMinute } from "@/components/ui/time/relative-time";
import { AskedFirst } from "./asked-first";
import type { Visit } from "./visit";

/** Who it is, and in which project: the header shows both. */
function askForFrame({ pathname, queries, api }: Visit) {
  const slug = projectSlugOf(pathname);
  return Promise.all([
    queries.fetchQuery(meQuery(api)),
    slug !== undefined && queries.fetchQuery(projectQuery(slug, api)),
  ]);
}

export default function DashboardLayout({ children }: { children: ReactNode }) {
  return (
    <AskedFirst ask={askForFrame}>
      <FirstMinute now={Date.now()}>
        <div className="flex min-h-dvh flex-col">
          <SkipLink />
          <AppHeader />
          <MainRegion>{children}</MainRegion>
          <Shortcuts />
        </div>
      </FirstMinute>
    </AskedFirst>
  );
}
