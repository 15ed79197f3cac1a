"use client";

import { useState } from "react";
import { useMayChange } from "@/components/account/permissions";
import { Button } from "@/components/ui/button/button";
import { Card } from "@/components/ui/card";
import { lazy } from "@/components/ui/lazy/lazy";
import { PageLink } from "@/components/ui/page/page-header";
import type { ListedFlag } from "@/lib/contract/flag-list";
import type { Project } from "@/lib/contract/project";
import { RequirementVerdict } from "./requirement-verdict";
import { useRequirementFindings } from "./use-requirement-findings";
import { requirementText } from "./words";

const RequirementsDialog = lazy(() => import("./requirements-dialog").then((file) => file.RequirementsDialog));

interface NeedsSectionProps {
  flag: ListedFlag;
  project: Project;
  environment: string;
}

/** What a flag needs of others and for whom that is met in an environment, and which others need it. */
export function NeedsSection({ flag, project, environment }: NeedsSectionProps) {
  const { requires = [], required_by: requiredBy = [] } = flag;
  const mayChange = useMayChange()("all");
  const [isEditing, setIsEditing] = useState(false);
  const verdictOn = useRequirementFindings(flag, environment);
  const hrefOf = (key: string) => `/projects/${project.slug}/flags/${encodeURIComponent(key)}?env=${environment}`;
  return (
    <section aria-label="Needs" className="mb-5">
      <Card className="flex min-w-0 flex-col gap-1.5 px-4 py-2.5">
        <div className="flex min-h-7 items-center gap-3">
          <h2 className="flex-1 font-semibold text-base text-ink">Needs</h2>
          {mayChange && (
            <Button size="sm" aria-label="Edit what it needs" onClick={() => setIsEditing(true)}>
              Edit…
            </Button>
          )}
        </div>
        {requires.length > 0 && (
          <ul className="flex min-w-0 flex-col gap-1">
            {requires.map((requirement, place) => (
              <li key={requirement.flag} className="flex min-w-0 flex-wrap items-start gap-x-3 text-sm leading-6">
                <FlagLink href={hrefOf(requirement.flag)}>{requirementText(requirement)}</FlagLink>
                <RequirementVerdict verdict={verdictOn(place)} environment={environment} />
              </li>
            ))}
          </ul>
        )}
        {requiredBy.length > 0 && (
          <p className="wrap-anywhere text-muted text-sm leading-6">
            Needed by{" "}
            {requiredBy.map((key, index) => (
              <span key={key}>
                {index > 0 && ", "}
                <FlagLink href={hrefOf(key)}>{key}</FlagLink>
              </span>
            ))}
          </p>
        )}
      </Card>
      {isEditing && (
        <RequirementsDialog
          flag={flag}
          project={project}
          environment={environment}
          onClose={() => setIsEditing(false)}
        />
      )}
    </section>
  );
}

const FlagLink = ({ href, children }: { href: string; children: string }) => (
  <PageLink
    href={href}
    className="wrap-anywhere min-w-0 rounded-chip text-ink underline underline-offset-2 hover:text-accent"
  >
    {children}
  </PageLink>
);
