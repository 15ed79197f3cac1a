import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { CreatedKey, createKeySchema } from "@/lib/contract/key";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

export type CreateKeyInput = z.input<typeof createKeySchema>;

/** Makes an API key. The answer holds it, and nothing that is kept does. */
export function useCreateKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateKeyInput) => apiData<CreatedKey>("/keys", { method: "POST", body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.keys() }),
    // The key must not outlive the dialog that shows it.
    gcTime: 0,
  });
}
