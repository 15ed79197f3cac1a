import { useQuery } from "@tanstack/react-query";
import { usePermissions } from "@/components/account/permissions";
import { projectQuery } from "@/components/projects/api";
import type { Looking } from "./navigation";

/** Who looks, for what is outside of a project's page and shows what is in it. @param slug the project's, if one is shown */
export function useLooking(slug: string | undefined): Looking {
  const { data: project } = useQuery({ ...projectQuery(slug ?? ""), enabled: slug !== undefined });
  const { isAdmin, isProjectAdmin } = usePermissions(project?.id);
  return { isAdmin, isProjectAdmin };
}
