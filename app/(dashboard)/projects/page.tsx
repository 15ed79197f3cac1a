import type { Metadata } from "next";
import { projectsQuery } from "@/components/projects/api";
import { ProjectsPage } from "@/components/projects/projects-page";
import { AskedFirst } from "../asked-first";

export const metadata: Metadata = { title: "Projects" };

export default function Page() {
  return (
    <AskedFirst ask={({ queries, api }) => queries.fetchQuery(projectsQuery(api))}>
      <ProjectsPage />
    </AskedFirst>
  );
}
