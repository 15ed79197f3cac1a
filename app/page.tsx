import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { LAST_PROJECT_COOKIE } from "@/components/projects/api";

/** Redirects to the project that was open last. */
export default async function HomePage() {
  const slug = (await cookies()).get(LAST_PROJECT_COOKIE)?.value;
  redirect(slug !== undefined && /^[a-z0-9-]+$/.test(slug) ? `/projects/${slug}/flags` : "/projects");
}
