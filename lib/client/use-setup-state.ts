import { useQuery } from "@tanstack/react-query";
import { authClient } from "@/components/account/auth-client";

/** Whether the installation still waits for its first admin; undefined until that is known. */
export function useSetupState(): boolean | undefined {
  const { data } = useQuery({
    queryKey: ["setup"],
    queryFn: ({ signal }) => authClient.isSetUpNeeded(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}
