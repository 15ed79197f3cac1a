"use client";

import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useIsAlive } from "@/components/ui/use-is-alive";

interface FirstAnswersProps {
  /** JSON of a list of query keys and their data: as one text it costs the server and the browser least. */
  answers: string;
  children: ReactNode;
}

/**
 * Knows the answers that came with the document, on the server and while the page comes alive in the browser. Later they
 * are old: the router shows a page that it has kept with what it was made with.
 */
export function FirstAnswers({ answers, children }: FirstAnswersProps) {
  const queryClient = useQueryClient();
  const isAlive = useIsAlive();
  useState(() => {
    if (isAlive) return;
    const known = JSON.parse(answers) as [QueryKey, unknown][];
    for (const [queryKey, data] of known) queryClient.setQueryData(queryKey, data);
  });
  return children;
}
