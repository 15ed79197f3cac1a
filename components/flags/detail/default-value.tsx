"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { focusSoon, mayMoveFocus } from "@/components/ui/focus";
import { lazy } from "@/components/ui/lazy/lazy";
import { KeepTyped } from "@/components/ui/lazy/typed-ahead";
import { Skeleton } from "@/components/ui/page/page-states";
import { type ServedDraft, servedToDraft } from "@/components/values/draft";
import { ServedValue } from "@/components/values/served-value";
import type { Flag } from "@/lib/contract/flag";
import { defaultIn, stateIn } from "@/lib/contract/flag-state";

const DefaultValueForm = lazy(
  () => import("./default-value-form").then((file) => file.DefaultValueForm),
  ({ onClose }) => (
    <>
      <KeepTyped onClose={onClose} />
      <Skeleton className="h-32 w-full" />
    </>
  ),
);

interface DefaultValueProps {
  flag: Flag;
  environment: string;
  canEdit: boolean;
  onDirty: (isDirty: boolean) => void;
  /** The share of evaluations that no rule decided, in words. */
  share: string | undefined;
  /** The test user gets it. */
  isDecisive: boolean;
}

/**
 * The value where no rule matches, and the value while the flag is off: the environment's own default, or the flag's
 * default for all.
 */
export function DefaultValue({ flag, environment, canEdit, onDirty, share, isDecisive }: DefaultValueProps) {
  const sectionRef = useRef<HTMLElement>(null);
  const [draft, setDraft] = useState<ServedDraft | null>(null);
  const value = defaultIn(flag, environment);
  const isOwn = stateIn(flag.environments, environment).default_value !== undefined;
  const stored = servedToDraft(flag.flag_type, value);
  const isCodeDefault = flag.when_disabled === "code_default";
  const isDirty = draft !== null && draft !== stored;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  const close = () => {
    setDraft(null);
    // The person may have moved on during a slow save.
    if (mayMoveFocus(sectionRef.current)) focusSoon(() => sectionRef.current?.querySelector("button"));
  };

  return (
    <section
      ref={sectionRef}
      aria-label="Otherwise"
      className={cn(
        "flex min-w-0 flex-col gap-3 rounded-panel border bg-panel px-4 py-3",
        isDecisive ? "border-success ring-1 ring-success" : "border-line-strong border-dashed",
      )}
    >
      {draft === null ? (
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <p className="wrap-anywhere min-w-0 flex-1 text-base text-ink leading-6">
            <strong className="font-semibold">Otherwise</strong>
            {!isCodeDefault && <span className="text-muted">, and whenever the flag is off,</span>}{" "}
            <strong className="font-semibold">serve</strong> <ServedValue value={value} />
            {isOwn && (
              <span className="text-muted">
                {" "}
                in {environment}; elsewhere <ServedValue value={flag.default_value.value} />
              </span>
            )}
            {isCodeDefault && (
              <span className="text-muted">. While the flag is off, applications use the default in their code.</span>
            )}
            {share !== undefined && (
              <span className="whitespace-nowrap text-muted text-sm tabular-nums"> ({share})</span>
            )}
          </p>
          {canEdit && (
            <Button
              size="sm"
              variant="ghost"
              onPointerEnter={DefaultValueForm.preload}
              onFocus={DefaultValueForm.preload}
              onClick={() => setDraft(stored)}
            >
              Change
            </Button>
          )}
        </div>
      ) : (
        <DefaultValueForm flag={flag} environment={environment} draft={draft} onChange={setDraft} onClose={close} />
      )}
    </section>
  );
}
