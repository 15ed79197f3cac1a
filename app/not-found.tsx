import { Compass } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <h1 className="sr-only">Page not found</h1>
      <EmptyState
        icon={Compass}
        title="There is no such page"
        description="The address may be mistyped, or what it led to is gone."
        action={
          <Button asChild variant="primary">
            <Link href="/">Go to your flags</Link>
          </Button>
        }
      />
    </main>
  );
}
