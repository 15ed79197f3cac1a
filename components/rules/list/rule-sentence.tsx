"use client";

import { useMemo, useState } from "react";
import type { SegmentNames } from "@/components/conditions/words";
import { withShare } from "@/components/evaluations/words";
import { Sentence } from "@/components/sentence/sentence";
import { TextButton } from "@/components/ui/button/button";
import type { Rule } from "@/lib/contract/rule";
import { ruleSentence } from "../words";

/** Parts of a sentence: about fifteen conditions, which take five lines. */
const SHOWN_PARTS = 60;

interface RuleSentenceProps {
  rule: Rule;
  segments: SegmentNames;
  /** The share of evaluations that it decided, in words. */
  share: string | undefined;
  segmentHref: (segmentId: string) => string;
}

/** A rule in words. One with many conditions does not fill the list until somebody wants to read them all. */
export function RuleSentence({ rule, segments, share, segmentHref }: RuleSentenceProps) {
  const [isWhole, setIsWhole] = useState(false);
  const [whole, short] = useMemo(
    () => [ruleSentence(rule, segments), ruleSentence(rule, segments, SHOWN_PARTS)],
    [rule, segments],
  );
  const parts = useMemo(() => withShare(isWhole ? whole : short, share), [isWhole, whole, short, share]);
  return (
    <>
      <Sentence parts={parts} segmentHref={segmentHref} isDimmed={!rule.enabled} />
      {whole.length > short.length && (
        <TextButton aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? "Show fewer conditions" : "Show all conditions"}
        </TextButton>
      )}
    </>
  );
}
