import type { Project } from "@/lib/contract/project";

/**
 * The environment that the page of a flag shows.
 * @param asked as the address has it. An address may be old: for an environment that is not there any more it is the
 *   default one
 */
export function shownEnvironment({ environments, settings }: Project, asked: string | null | undefined): string {
  return environments.find((name) => name === asked) ?? settings.default_environment;
}
