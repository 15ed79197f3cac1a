import type { Metadata } from "next";
import { projectsQuery } from "@/components/projects/api";
import { ProjectsPage } from "@/components/projects/projects-page";
import { Prefetched } from "../prefetched";

export const metadata: Metadata = { title: "Projects" };

export default function Page() {
  return (
    <Prefetched prefetch={({ queries, api }) => queries.fetchQuery(projectsQuery(api))}>
      <ProjectsPage />
    </Prefetched>
  );
}
