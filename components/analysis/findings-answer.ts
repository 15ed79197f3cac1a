import { type ListFindings, listFindings } from "@/lib/forms/analysis/list-findings";
import { analyzeList } from "@/lib/targeting/analysis/analyze-list";
import type { FindingsQuestion } from "./questions";

/** What is to be known of a list. */
export const findingsAnswer = ({ list, attributeUses }: FindingsQuestion): ListFindings =>
  listFindings(analyzeList(list, { attributeUses }), list);
