"use client";

import { CalendarClock, Ellipsis } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { useMayChange, usePermissions } from "@/components/account/permissions";
import { useFollowedFlagStats } from "@/components/evaluations/api";
import { lastEvaluatedText } from "@/components/evaluations/words";
import { Viewers } from "@/components/live/viewers";
import { Badge } from "@/components/ui/badge";
import { Button, IconButton } from "@/components/ui/button/button";
import { CopyButton } from "@/components/ui/button/copy-button";
import { cn } from "@/components/ui/cn";
import { lazyDialog } from "@/components/ui/dialog/dialog";
import { focusSoon } from "@/components/ui/focus";
import { lazy } from "@/components/ui/lazy/lazy";
import { DropdownMenu } from "@/components/ui/menu/dropdown-menu";
import { PageHeader, PageLink } from "@/components/ui/page/page-header";
import { LocalTime } from "@/components/ui/time/time";
import { instantText } from "@/components/ui/time/words";
import { ServedValue } from "@/components/values/served-value";
import type { Flag } from "@/lib/contract/flag";
import type { ListedFlag } from "@/lib/contract/flag-list";
import { stateIn } from "@/lib/contract/flag-state";
import type { Project } from "@/lib/contract/project";
import { joinWords } from "@/lib/targeting/words/condition-parts";
import { everyOne, useTurn, useTurnOnlyIn } from "../flag-switch";
import { flagTypeLabels, variantNamesText } from "../words";
import type { FlagDialog } from "./flag-menu-items";

interface FlagHeaderProps {
  flag: ListedFlag;
  project: Project;
  /** The one whose rules are below. */
  environment: string;
}

/** What a flag is, whether it is off everywhere, and what can be done with it as a whole. */
export function FlagHeader({ flag, project, environment }: FlagHeaderProps) {
  return (
    <>
      <PageHeader
        breadcrumb={
          <PageLink
            href={`/projects/${project.slug}/flags`}
            className="underline-offset-2 hover:text-ink hover:underline"
          >
            Flags
          </PageLink>
        }
        title={flag.name}
        description={
          <div className="flex flex-col gap-1.5">
            {flag.description !== null && flag.description !== "" && (
              <p className="wrap-anywhere max-w-prose">{flag.description}</p>
            )}
            <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
              <span className="flex min-w-0 items-center gap-0.5">
                <code className="wrap-anywhere min-w-0 font-mono text-sm">{flag.key}</code>
                <CopyButton text={flag.key} label="Copy key" />
              </span>
              <Badge>{flagTypeLabels[flag.flag_type]}</Badge>
              {flag.status === "archived" && <Badge tone="warning">Archived</Badge>}
              {flag.tags.map((tag) => (
                <Badge key={tag}>{tag}</Badge>
              ))}
              <LastEvaluated flag={flag} environment={environment} />
            </div>
            {flag.variants !== undefined && (
              <p className="wrap-anywhere text-sm">
                Variants: <span className="text-ink">{variantNamesText(flag.variants)}</span>
              </p>
            )}
          </div>
        }
        actions={
          <>
            <Viewers projectId={project.id} flagId={flag.id} />
            <FlagMenu flag={flag} project={project} environment={environment} />
          </>
        }
      />
      <FlagState flag={flag} environment={environment} />
    </>
  );
}

interface FlagStateProps {
  flag: Flag;
  /** The environment whose rules are shown below. */
  environment: string;
}

/** Says so when the rules below have no effect in any environment, or will have one later. */
function FlagState({ flag, environment }: FlagStateProps) {
  const isArchived = flag.status === "archived";
  if (flag.enabled && !isArchived) {
    return (
      <div className="-mt-1 mb-5 empty:hidden">
        <Schedule flag={flag} />
      </div>
    );
  }
  return (
    <div
      className="-mt-1 mb-5 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-panel border
        border-line bg-panel px-4 py-2.5 text-base text-ink"
    >
      <div className="flex min-w-0 flex-1 basis-80 flex-col gap-1">
        <p className="wrap-anywhere">
          {isArchived ? "This flag is archived" : "This flag is off"}: <Served flag={flag} /> in every environment,
          whatever its rules say.
        </p>
        {!isArchived && <WhereItWillBeOn flag={flag} />}
        {!isArchived && <Schedule flag={flag} />}
      </div>
      {!isArchived && <TurnOnButtons flag={flag} environment={environment} />}
    </div>
  );
}

const environmentsThatAreOn = ({ environments }: Pick<Flag, "environments">): string[] =>
  Object.keys(environments).filter((name) => stateIn(environments, name).enabled);

/** Says where the flag will be on before it is turned on, so that nobody is surprised. */
function WhereItWillBeOn({ flag }: { flag: Flag }) {
  return (
    <p className="wrap-anywhere text-muted text-sm">
      Once it is turned on, it is on in {everyOne(environmentsThatAreOn(flag))}.
    </p>
  );
}

/** Turns the flag on in every environment whose own switch is on, or only in the environment shown. */
function TurnOnButtons({ flag, environment }: FlagStateProps) {
  const mayTurn = useMayChange()("all");
  const turn = useTurn(flag);
  const turnOnlyHere = useTurnOnlyIn(flag, environment);
  if (!mayTurn) return null;
  const on = environmentsThatAreOn(flag);
  const isOnlyHere = on.length === 1 && on[0] === environment;
  return (
    <div ref={focusSwitchAfter} className="flex flex-wrap gap-2">
      {!isOnlyHere && <Button onClick={() => turnOnlyHere(true)}>Turn on in {environment} only</Button>}
      {on.length > 0 && <Button onClick={() => turn(true)}>Turn on</Button>}
    </div>
  );
}

/** The buttons go once the flag is on; then the focus goes from them to the switch of the environment. */
const focusSwitchAfter = (buttons: HTMLElement | null) => () => {
  if (buttons?.contains(document.activeElement) !== true) return;
  focusSoon(() => document.querySelector<HTMLElement>("main [role=switch]"));
};

/** When the schedule turns the flag on or off, and where. */
function Schedule({ flag }: { flag: Flag }) {
  const { scheduled_at: instant, scheduled_action: action, scheduled_environments: environments } = flag;
  if (instant === null) return null;
  return (
    <p className="flex items-center gap-1.5 text-muted text-sm">
      <CalendarClock aria-hidden className="size-4 shrink-0" />
      <span className="wrap-anywhere">
        It turns itself {action === "disable" ? "off" : "on"}
        {environments !== undefined && ` in ${joinWords(environments)}`} at <LocalTime instant={instant} />.
      </span>
    </p>
  );
}

/** The value of a flag that is off. */
function Served({ flag }: { flag: Flag }) {
  if (flag.when_disabled === "code_default") return "applications use the default in their code";
  if (Object.values(flag.environments).some((state) => state.default_value !== undefined)) {
    return "everyone gets the default";
  }
  return (
    <>
      everyone gets <ServedValue value={flag.default_value.value} />
    </>
  );
}

/** In milliseconds. Only the text is rendered again; the server is asked as rarely as its counts change. */
const TICK_MS = 1_000;

function everyTick(listener: () => void) {
  const timer = setInterval(listener, TICK_MS);
  return () => clearInterval(timer);
}
const secondNow = () => Math.floor(Date.now() / TICK_MS) * TICK_MS;

/** When applications last asked for a flag in an environment. */
function LastEvaluated({ flag, environment }: { flag: Pick<Flag, "id" | "project_id">; environment: string }) {
  const { data: stats } = useFollowedFlagStats(flag, environment);
  // The server does not know when its document will be read, so the text is hidden until hydration.
  const now = useSyncExternalStore(everyTick, secondNow, () => null);
  if (stats === undefined) return null;
  const at = stats.last_evaluated_at;
  return (
    <span
      className={cn("text-muted text-sm", now === null && "invisible")}
      title={at === null ? undefined : instantText(at)}
    >
      {lastEvaluatedText(at, now ?? Date.parse(at ?? ""))} in {environment}
    </span>
  );
}

const FlagMenuItems = lazy(() => import("./flag-menu-items").then((file) => file.FlagMenuItems));

const dialogs = {
  details: lazyDialog(() => import("./flag-details-dialog").then((file) => file.FlagDetailsDialog)),
  code: lazyDialog(() => import("../use-in-code/use-in-code-dialog").then((file) => file.UseInCodeDialog)),
  variants: lazyDialog(() => import("../variants/variants-dialog").then((file) => file.VariantsDialog)),
  needs: lazyDialog(() => import("../requirements/requirements-dialog").then((file) => file.RequirementsDialog)),
  schedule: lazyDialog(() => import("./schedule-dialog").then((file) => file.ScheduleDialog)),
  delete: lazyDialog(() => import("./flag-details-dialog").then((file) => file.DeleteFlagDialog)),
} satisfies Record<FlagDialog, unknown>;

export interface FlagDialogProps {
  flag: Flag;
  project: Pick<Project, "slug" | "environments">;
  /** The one that the page shows. */
  environment: string;
  onClose: () => void;
}

function FlagMenu({ flag, project, environment }: Omit<FlagDialogProps, "onClose">) {
  const { canWrite } = usePermissions();
  const mayChangeAll = useMayChange()("all");
  const [open, setOpen] = useState<FlagDialog | null>(null);
  const Dialog = open === null ? null : dialogs[open];
  return (
    <>
      <DropdownMenu
        loadItems={FlagMenuItems.load}
        trigger={
          <IconButton label="Actions for the flag">
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <FlagMenuItems
          flag={flag}
          project={project}
          canWrite={canWrite}
          mayChangeAll={mayChangeAll}
          onChoose={setOpen}
        />
      </DropdownMenu>
      {Dialog && <Dialog flag={flag} project={project} environment={environment} onClose={() => setOpen(null)} />}
    </>
  );
}
