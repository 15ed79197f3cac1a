"use client";

import { createContext, useContext } from "react";
import type { Project } from "@/lib/contract/project";

/** The project of the page; null on pages that belong to none. */
export const ProjectContext = createContext<Project | null>(null);

/** The project of the page. Only below `ProjectScope`. */
export function useCurrentProject(): Project {
  const project = useContext(ProjectContext);
  if (project === null) throw new Error("useCurrentProject is only for pages of a project");
  return project;
}
