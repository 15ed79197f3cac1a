import type { Metadata } from "next";
import { FlagPage } from "@/components/flag-editor/flag-page";

interface FlagRouteProps {
  params: Promise<{ flagKey: string }>;
}

export async function generateMetadata({ params }: FlagRouteProps): Promise<Metadata> {
  return { title: (await params).flagKey };
}

export default async function FlagRoute({ params }: FlagRouteProps) {
  return <FlagPage flagKey={(await params).flagKey} />;
}
