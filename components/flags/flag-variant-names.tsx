"use client";

import type { ReactNode } from "react";
import { VariantNames } from "@/components/values/variant-names";
import { useFlags } from "./api";

interface FlagVariantNamesProps {
  projectId: string;
  flagId: string;
  children: ReactNode;
}

/** Has everything inside call values as a flag does, on pages that tell of several flags. */
export function FlagVariantNames({ projectId, flagId, children }: FlagVariantNamesProps) {
  const { data: flags } = useFlags(projectId);
  return <VariantNames variants={flags?.find(({ id }) => id === flagId)?.variants}>{children}</VariantNames>;
}
