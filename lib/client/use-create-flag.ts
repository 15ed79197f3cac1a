import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { createFlagSchema, Flag } from "@/lib/contract/flag";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

/** What is sent. The default value is any JSON here: a form cannot follow a type that contains itself. */
export type CreateFlagInput = Omit<z.input<typeof createFlagSchema>, "default_value"> & { default_value?: unknown };

/** Creates a flag. Its key and its type are fixed from then on. */
export function useCreateFlag() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateFlagInput) => apiData<Flag>("/flags", { method: "POST", body }),
    onSuccess: (flag) => {
      queryClient.setQueryData(queryKeys.flag(flag.project_id, flag.key), flag);
      return queryClient.invalidateQueries({ queryKey: queryKeys.flagList(flag.project_id) });
    },
  });
}
