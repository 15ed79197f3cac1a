import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { type Api, apiData, apiFetch, type WithComment } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-cache";
import type { CreatedKey, createKeySchema, Key, RotateKey } from "@/lib/contract/key";

export const keysQuery = (api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.keys(),
    queryFn: async ({ signal }) => (await api<Key[]>("/keys", { signal })).data,
  });

/** Every API key that was ever made, oldest first. For admins. */
export const useKeys = () => useQuery(keysQuery());

export type CreateKeyInput = z.input<typeof createKeySchema>;

/** Makes an API key. Only the answer holds the key itself; nothing that is stored does. */
export function useCreateKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ comment, ...body }: CreateKeyInput & WithComment) =>
      apiData<CreatedKey>("/keys", { method: "POST", body, query: { comment } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.keys() }),
    // The cache must not keep the key longer than the dialog that shows it.
    gcTime: 0,
  });
}

/** Makes an API key that replaces another one. Only the answer holds the key itself. */
export function useRotateKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, comment, ...body }: RotateKey & Pick<Key, "id"> & WithComment) =>
      apiData<CreatedKey>(`/keys/${id}/rotate`, { method: "POST", body, query: { comment } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.keys() }),
    gcTime: 0,
  });
}

/** Ends an API key. */
export function useRevokeKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, comment }: Pick<Key, "id"> & WithComment) =>
      apiData<void>(`/keys/${id}`, { method: "DELETE", query: { comment } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.keys() }),
  });
}
