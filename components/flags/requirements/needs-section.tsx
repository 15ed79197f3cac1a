"use client";

import { Check, CircleHelp, TriangleAlert } from "lucide-react";
import { useMemo, useState } from "react";
import { useMayChange } from "@/components/account/permissions";
import { analysedList } from "@/components/analysis/analysed-list";
import type { RequirementsQuestion } from "@/components/analysis/analyst";
import type { RequirementFinding } from "@/components/analysis/requirement-findings";
import { useAnswer } from "@/components/analysis/use-answer";
import { useSegments } from "@/components/segments/api";
import { Button } from "@/components/ui/button/button";
import { Card } from "@/components/ui/card";
import { lazyDialog } from "@/components/ui/dialog/dialog";
import { PageLink } from "@/components/ui/page/page-header";
import type { Flag } from "@/lib/contract/flag";
import type { ListedFlag } from "@/lib/contract/flag-list";
import type { Project } from "@/lib/contract/project";
import type { Rule } from "@/lib/contract/rule";
import { useRequired } from "../flag-here";
import { requirementText } from "../words";

const RequirementsDialog = lazyDialog(() => import("./requirements-dialog").then((file) => file.RequirementsDialog));

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
    <section aria-label="Prerequisites" className="mb-5">
      <Card className="flex min-w-0 flex-col gap-1.5 px-4 py-2.5">
        <div className="flex min-h-7 items-center gap-3">
          <h2 className="flex-1 font-semibold text-base text-ink">Prerequisites</h2>
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

/** For whom a requirement is met. */
type Met = RequirementFinding | { readonly met: "some" } | { readonly met: "asked" };

// Whether a requirement is met does not depend on the flag's own rules.
const NO_RULES: readonly Rule[] = [];
const asked: Met = { met: "asked" };
const some: Met = { met: "some" };
const unread: Met = { met: "unknown", text: "Not known: what decides could not be read." };
const failed: Met = { met: "unknown", text: "Not known: the analysis failed." };

/** For whom each requirement of a flag is met in an environment, by its place among them. */
function useRequirementFindings(flag: Flag, environment: string): (place: number) => Met {
  const required = useRequired(flag, environment);
  const { data: segments, isError } = useSegments(flag.project_id);
  const question = useMemo<RequirementsQuestion | null>(() => {
    if (flag.requires === undefined || !required || segments === undefined) return null;
    return { about: "requirements", list: analysedList({ flag, rules: NO_RULES, segments, required }) };
  }, [flag, required, segments]);
  const { answer, isCurrent } = useAnswer(question);
  if (required === null || (segments === undefined && isError)) return () => unread;
  if (!isCurrent) return () => asked;
  return (place) => (answer === undefined ? failed : (answer.get(place) ?? some));
}

interface RequirementVerdictProps {
  verdict: Met;
  environment: string;
}

const ICONS = {
  never: <TriangleAlert aria-hidden className="size-3.5 text-warning" />,
  always: <Check aria-hidden className="size-3.5 text-success" />,
  unknown: <CircleHelp aria-hidden className="size-3.5 text-faint" />,
};

/** For whom a requirement is met in an environment, and why where that is nobody or everybody. */
function RequirementVerdict({ verdict, environment }: RequirementVerdictProps) {
  if (verdict.met === "asked") return <span className="text-muted">…</span>;
  if (verdict.met === "some") return <span className="text-muted">Met for some people in {environment}.</span>;
  return (
    <span className="inline-flex min-w-0 gap-1.5 text-muted">
      <span className="flex h-6 shrink-0 items-center">{ICONS[verdict.met]}</span>
      <span className="wrap-anywhere min-w-0">{verdict.text}</span>
    </span>
  );
}
