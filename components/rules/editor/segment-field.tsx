"use client";

import { ChevronsUpDown, X } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button/button";
import { Picker } from "@/components/ui/combobox/picker";
import { Field } from "@/components/ui/field/field";
import { PageLink } from "@/components/ui/page/page-link";
import type { Segment } from "@/lib/contract/segment";

interface SegmentFieldProps {
  segments: readonly Segment[] | undefined;
  segmentId: string | null;
  onChange: (segmentId: string | null) => void;
  error: string | undefined;
  newSegmentHref: string;
}

/** The segment that a user must be in, too. */
export function SegmentField({ segments, segmentId, onChange, error, newSegmentHref }: SegmentFieldProps) {
  const chosen = segments?.find(({ id }) => id === segmentId);
  const label = segmentId === null ? "Any user" : (chosen?.name ?? "A segment that is gone");
  return (
    <Field label="In segment" error={error}>
      {(control) => (
        <div className="flex min-w-0 items-center gap-1">
          <Picker
            label="Segment"
            value={segmentId}
            options={(segments ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            isLoading={segments === undefined}
            onChoose={onChange}
            footer={(close) => (
              <PageLink
                href={newSegmentHref}
                onClick={close}
                className="flex min-h-8 items-center rounded-control px-2 text-accent text-base hover:bg-hover"
              >
                New segment
              </PageLink>
            )}
            trigger={
              <Button
                {...control}
                aria-label={`In segment: ${label}`}
                className="min-w-0 max-w-sm flex-1 justify-between! font-normal"
              >
                <span className="min-w-0 truncate">{label}</span>
                <ChevronsUpDown aria-hidden className="text-muted" />
              </Button>
            }
          />
          {segmentId !== null && (
            <IconButton
              label="Remove the segment"
              onClick={({ currentTarget }) => {
                // This button goes; the one beside it stays.
                currentTarget.parentElement?.querySelector("button")?.focus();
                onChange(null);
              }}
            >
              <X aria-hidden />
            </IconButton>
          )}
        </div>
      )}
    </Field>
  );
}
