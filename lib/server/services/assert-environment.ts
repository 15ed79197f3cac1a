import { unknownEnvironment } from "@/lib/contract/rule";
import { badRequest } from "../service-error";

/** @throws ServiceError 400 for an environment in a query that the project does not have. */
export function assertEnvironmentInQuery(
  project: { environments: readonly string[] },
  environment: string,
  field = "environment",
): void {
  if (project.environments.includes(environment)) return;
  throw badRequest(`${field} ${unknownEnvironment(project.environments).toLowerCase()}`);
}
