"use client";

import { ChevronsUpDown, X } from "lucide-react";
import { useMemo, useState } from "react";
import { Button, IconButton, OfferButton } from "@/components/ui/button/button";
import { Picker } from "@/components/ui/combobox/picker";
import { Field } from "@/components/ui/field/field";
import { PageLink } from "@/components/ui/page/page-header";
import type { ListedSegment } from "@/lib/contract/segment";

interface SegmentFieldProps {
  segments: readonly ListedSegment[] | undefined;
  segmentId: string | null;
  onChange: (segmentId: string | null) => void;
  error: string | undefined;
  newSegmentHref: string;
}

/** The segment of a rule, in addition to its conditions. */
export function SegmentField({ segments, segmentId, onChange, error, newSegmentHref }: SegmentFieldProps) {
  const chosen = segments?.find(({ id }) => id === segmentId);
  // A rule that has a segment seldom gets another. A pressed button stays in its place, so that the form does not move.
  const [isOffering] = useState(segmentId === null);
  const offered = useMemo(() => (isOffering ? offeredSegments(segments ?? []) : []), [isOffering, segments]);
  const label = segmentId === null ? "Any user" : (chosen?.name ?? "A segment that is gone");
  return (
    <Field label="In segment" error={error}>
      {(control) => (
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1.5">
          <div className="flex min-w-0 max-w-sm flex-1 basis-56 items-center gap-1">
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
                  className="min-w-0 flex-1 justify-between! font-normal"
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
                  // Pressing this button removes it, so the focus moves to the one beside it.
                  currentTarget.parentElement?.querySelector("button")?.focus();
                  onChange(null);
                }}
              >
                <X aria-hidden />
              </IconButton>
            )}
          </div>
          {offered.length > 0 && (
            <fieldset aria-label="Often used segments" className="flex min-w-0 flex-wrap gap-1.5">
              {offered.map(({ id, name }) => (
                <OfferButton
                  key={id}
                  aria-pressed={id === segmentId}
                  onClick={() => onChange(id === segmentId ? null : id)}
                >
                  {name}
                </OfferButton>
              ))}
            </fieldset>
          )}
        </div>
      )}
    </Field>
  );
}

/** Segments offered beside the list. */
const MAX_OFFERED = 6;

/** Characters shown of a name; the list shows it whole. */
const MAX_OFFERED_NAME = 40;

/** The segments with the most rules. */
const offeredSegments = (segments: readonly ListedSegment[]): readonly ListedSegment[] =>
  segments
    .filter(({ name }) => name.length <= MAX_OFFERED_NAME)
    .sort((a, b) => (b.rule_count ?? 0) - (a.rule_count ?? 0))
    .slice(0, MAX_OFFERED);
