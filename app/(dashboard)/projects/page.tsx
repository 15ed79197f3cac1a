import type { Metadata } from "next";
import { ProjectsPage } from "@/components/projects/projects-page";
import { projectsQuery } from "@/lib/client/use-projects";
import { AskedFirst } from "../asked-first";

export const metadata: Metadata = { title: "Projects" };

export default function Page() {
  return (
    <AskedFirst ask={({ queries, api }) => queries.fetchQuery(projectsQuery(api))}>
      <ProjectsPage />
    </AskedFirst>
  );
}
