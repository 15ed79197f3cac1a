import type { Project } from "@/lib/contract/project";

/**
 * The environment that a flag's page shows.
 * @param asked the address's environment; an old address may name one that is gone, and then the default environment is
 * shown
 */
export function shownEnvironment({ environments, settings }: Project, asked: string | null | undefined): string {
  return environments.find((name) => name === asked) ?? settings.default_environment;
}
