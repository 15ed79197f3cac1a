import type { ComponentProps } from "react";
import { buttonClass } from "@/components/ui/button/button";
import { PlainIcon } from "@/components/ui/icons";
import { EmptyState } from "@/components/ui/page/page-states";

export default function NotFound() {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <h1 className="sr-only">Page not found</h1>
      <EmptyState
        icon={CompassIcon}
        title="There is no such page"
        description="The address may be mistyped, or what it led to is gone."
        action={
          // A plain link, so that this page needs only what every page has loaded.
          <a href="/" className={buttonClass("primary", "md")}>
            Go to your flags
          </a>
        }
      />
    </main>
  );
}

function CompassIcon(props: ComponentProps<"svg">) {
  return (
    <PlainIcon {...props}>
      <circle cx="12" cy="12" r="10" />
      <path d="m16.24 7.76-1.804 5.411a2 2 0 0 1-1.265 1.265L7.76 16.24l1.804-5.411a2 2 0 0 1 1.265-1.265z" />
    </PlainIcon>
  );
}
