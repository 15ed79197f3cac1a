import type { ReactNode } from "react";
import { ProjectScope } from "@/components/projects/project-scope";

interface ProjectLayoutProps {
  params: Promise<{ slug: string }>;
  children: ReactNode;
}

export default async function ProjectLayout({ params, children }: ProjectLayoutProps) {
  const { slug } = await params;
  return <ProjectScope slug={slug}>{children}</ProjectScope>;
}
