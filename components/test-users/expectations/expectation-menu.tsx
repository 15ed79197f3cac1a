"use client";

import { Check, ListChecks, X } from "lucide-react";
import { IconButton } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { lazy } from "@/components/ui/lazy/lazy";
import { DropdownMenu } from "@/components/ui/menu/dropdown-menu";
import { ServedValue } from "@/components/values/served-value";
import type { JsonValue } from "@/lib/contract/json";
import type { ExpectationMenuItemsProps } from "./expectation-menu-items";

const ExpectationMenuItems = lazy(() => import("./expectation-menu-items").then((file) => file.ExpectationMenuItems));

/** Sets, changes and removes a saved user's expected value here, in two clicks. */
export function ExpectationMenu(props: ExpectationMenuItemsProps) {
  return (
    <DropdownMenu
      loadItems={ExpectationMenuItems.load}
      trigger={
        <IconButton label={`What ${props.user.name} is expected to get`}>
          <ListChecks aria-hidden />
        </IconButton>
      }
    >
      <ExpectationMenuItems {...props} />
    </DropdownMenu>
  );
}

interface ExpectationVerdictProps {
  expected: JsonValue;
  isMet: boolean;
}

/** Whether somebody gets the expected value: as an icon and words first, as a colour second. */
export function ExpectationVerdict({ expected, isMet }: ExpectationVerdictProps) {
  const Sign = isMet ? Check : X;
  return (
    <span
      className={cn(
        "inline-flex max-w-full items-center gap-1 whitespace-nowrap text-sm",
        isMet ? "text-success" : "text-danger",
      )}
    >
      <Sign aria-hidden className="size-4 shrink-0" />
      {isMet ? (
        "as expected"
      ) : (
        <>
          expected <ServedValue value={expected} className="max-w-40 truncate" />
        </>
      )}
    </span>
  );
}

interface ExpectationSummaryProps {
  text: string;
  hasFailures: boolean;
}

/** How many of the expectations hold, in a line. */
export function ExpectationSummary({ text, hasFailures }: ExpectationSummaryProps) {
  const Sign = hasFailures ? X : Check;
  return (
    <p className={cn("flex items-center gap-1 font-medium text-sm", hasFailures ? "text-danger" : "text-success")}>
      <Sign aria-hidden className="size-4 shrink-0" />
      {text}
    </p>
  );
}
