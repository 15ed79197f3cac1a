"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Flag } from "@/lib/contract/flag";
import { flagsQuery } from "../api";
import { waitsFor } from "./waiting";

/** The required flags that a flag waits for in an environment. None until it is known. */
export function useWaitsFor(flag: Flag, environment: string): readonly string[] {
  const { data: flags } = useQuery({ ...flagsQuery(flag.project_id), enabled: flag.requires !== undefined });
  return useMemo(
    () => waitsFor(flag, new Map(flags?.map((each) => [each.key, each])), environment),
    [flag, flags, environment],
  );
}
