import { toast } from "sonner";

/** Ends the session, and leaves for the sign-in page as a whole new page: nothing of the old session stays. */
export async function signOut(): Promise<void> {
  try {
    const response = await fetch("/api/auth/sign-out", { method: "POST" });
    if (!response.ok && response.status !== 401) throw new Error(response.statusText);
    window.location.assign("/sign-in");
  } catch {
    toast.error("Could not sign out: the server cannot be reached.");
  }
}
