"use client";

import { Check, ListChecks, X } from "lucide-react";
import { IconButton } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from "@/components/ui/menu/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { ServedValue } from "@/components/values/served-value";
import { describeError } from "@/lib/client/api-error";
import type { JsonValue } from "@/lib/contract/json";
import type { TestUser } from "@/lib/contract/test-user";
import { sameJson } from "@/lib/targeting/analysis/same-json";
import { useChangeExpectations } from "../api";
import type { FlagSubject } from "../test-subject";
import { expectableValues, withExpected } from "./expectations";

/** Sets, changes and removes a saved user's expected value here, in two clicks. */
export function ExpectationMenu(props: ExpectationMenuItemsProps) {
  return (
    <DropdownMenu
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

interface ExpectationMenuItemsProps {
  subject: FlagSubject;
  user: TestUser;
  expected: JsonValue | undefined;
}

const NOTHING = "nothing";

/** The choices: the values that a saved user may be expected to get here, and none. */
function ExpectationMenuItems({ subject, user, expected }: ExpectationMenuItemsProps) {
  const { flag, environment, rules } = subject;
  const { mutateAsync } = useChangeExpectations(flag.project_id);
  const values = expectableValues(flag, rules, expected);
  const chosen = expected === undefined ? -1 : values.findIndex((value) => sameJson(value, expected));

  const expectOf = async (value: JsonValue | undefined) => {
    const inEnvironment = { flagId: flag.id, environment };
    try {
      await mutateAsync({
        userId: user.id,
        change: (expectations) => withExpected(expectations, inEnvironment, value),
      });
    } catch (error) {
      toast.error(describeError(error, `change what ${user.name} is expected to get`));
    }
  };
  return (
    <>
      <MenuLabel>In {environment}, expect</MenuLabel>
      <MenuRadioGroup
        value={chosen === -1 ? NOTHING : String(chosen)}
        onValueChange={(index) => void expectOf(index === NOTHING ? undefined : values[Number(index)])}
      >
        {values.map((value, index) => (
          <MenuRadioItem key={JSON.stringify(value)} value={String(index)}>
            <ServedValue value={value} className="max-w-64 truncate" />
          </MenuRadioItem>
        ))}
        <MenuSeparator />
        <MenuRadioItem value={NOTHING}>Nothing</MenuRadioItem>
      </MenuRadioGroup>
    </>
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
