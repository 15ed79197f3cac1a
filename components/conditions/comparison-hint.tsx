"use client";

import { Info } from "lucide-react";
import { TextButton } from "@/components/ui/button/button";
import type { TestUser } from "@/lib/contract/test-user";
import { type HeldValue, heldValues, isComparison, type Known, misfit } from "@/lib/targeting/analysis/comparison-form";
import { versionKey } from "@/lib/targeting/comparable";
import { domainOf, valueText } from "./condition-value";
import type { ConditionDraft } from "./draft";
import type { Manner } from "./operators";

interface ComparisonHintNoteProps {
  condition: ConditionDraft;
  testUsers: readonly TestUser[];
  onMannerChange: (manner: Manner) => void;
}

/** A warning about a comparison that does not fit what the test users have. Shows nothing without one. */
export function ComparisonHintNote({ condition, testUsers, onMannerChange }: ComparisonHintNoteProps) {
  const hint = comparisonHint(condition, testUsers);
  return (
    <div role="status" className="col-span-full col-start-2 flex min-w-0 items-start gap-1.5 text-sm empty:hidden">
      {hint !== null && (
        <>
          <Info aria-hidden className="mt-1 size-3.5 shrink-0 text-muted" />
          <p className="wrap-anywhere min-w-0 text-muted leading-6">
            {hint.text}{" "}
            {hint.offersVersions && (
              <TextButton onClick={() => onMannerChange({ ...condition, as: "version" })}>
                Compare as versions
              </TextButton>
            )}
          </p>
        </>
      )}
    </div>
  );
}

/** A hint about a comparison, and whether comparing as versions is probably meant. */
interface ComparisonHint {
  readonly text: string;
  readonly offersVersions: boolean;
}

const NONE = { number: "no number", instant: "no date", version: "no version" } as const;
const AS = { number: "a number", instant: "a date", version: "a version" } as const;

/** The hint about a comparison, from the values that test users have; null without one. */
export function comparisonHint(condition: ConditionDraft, people: readonly Known[]): ComparisonHint | null {
  const { attribute, operator, value, as } = condition;
  if (!isComparison(operator) || attribute === "") return null;
  const held = heldValues(attribute, people);
  const domain = domainOf(condition);
  if (as === undefined && domain !== "instant") {
    const version = held.find(isWrittenVersion);
    if (version !== undefined && domain !== "version") {
      return { text: `${whose(version)} is ${version.text}, a version.`, offersVersions: true };
    }
    if (domain === "number" && isHalfVersion(valueText(value)) && /version|release|build/i.test(attribute)) {
      return { text: `${valueText(value)} is compared as a number: 2.10 is less than 2.9.`, offersVersions: true };
    }
  }
  const found = misfit(condition, people);
  if (found !== null) {
    const text = `It compares as ${AS[found.domain]}, but ${whose(found.held)} is ${found.held.text}, which is ${NONE[found.domain]}.`;
    return { text, offersVersions: false };
  }
  const milliseconds = domain === "instant" ? held.find(({ isNumber }) => isNumber) : undefined;
  if (milliseconds === undefined) return null;
  const text = `${whose(milliseconds)} is the number ${milliseconds.text}: against a date it counts as milliseconds since 1970.`;
  return { text, offersVersions: false };
}

const whose = ({ of }: HeldValue): string => `${of}’s value`;

/** A version that is no number. `2.10` alone could be a number. */
const isWrittenVersion = ({ text, scalar, isNumber }: HeldValue): boolean =>
  !isNumber && Number.isNaN(scalar.number) && versionKey(text) !== null && /\d\.\d/.test(text);

const isHalfVersion = (text: string): boolean => /^\d+\.\d+$/.test(text);
