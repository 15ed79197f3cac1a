import type { ReactNode } from "react";
import { meQuery } from "@/components/account/api";
import { SessionKeeper } from "@/components/account/session";
import { ConflictHost } from "@/components/conflict/conflict-host";
import { AppHeader, MainRegion, SkipLink } from "@/components/layout/app-header";

import { projectSlugOf } from "@/components/layout/navigation";
import { Shortcuts } from "@/components/layout/shortcuts";
import { projectQuery } from "@/components/projects/api";
import { ProtectedHost } from "@/components/protected/use-protected-mutation";
import { FirstMinute } from "@/components/ui/time/time";
import type { DocumentRequest } from "./document-request";
import { Prefetched } from "./prefetched";

/** The person and the project, which the header shows. */
function prefetchFrame({ pathname, queries, api }: DocumentRequest) {
  const slug = projectSlugOf(pathname);
  return Promise.all([
    queries.fetchQuery(meQuery(api)),
    slug !== undefined && queries.fetchQuery(projectQuery(slug, api)),
  ]);
}

export default function DashboardLayout({ children }: { children: ReactNode }) {
  return (
    <Prefetched prefetch={prefetchFrame}>
      <FirstMinute now={Date.now()}>
        <div className="flex min-h-dvh flex-col">
          <SkipLink />
          <AppHeader />
          <MainRegion>{children}</MainRegion>
          <Shortcuts />
          <ConflictHost />
          <ProtectedHost />
          <SessionKeeper />
        </div>
      </FirstMinute>
    </Prefetched>
  );
}
