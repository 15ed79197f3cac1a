"use client";

import { MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator } from "@/components/ui/menu/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { ServedValue } from "@/components/values/served-value";
import { describeError } from "@/lib/client/api-error";
import type { JsonValue } from "@/lib/contract/json";
import type { TestUser } from "@/lib/contract/test-user";
import { sameJson } from "@/lib/targeting/analysis/same-json";
import { useChangeExpectations } from "../api";
import type { FlagSubject } from "../test-subject";
import { expectableValues, withExpected } from "./expectations";

export interface ExpectationMenuItemsProps {
  subject: FlagSubject;
  user: TestUser;
  expected: JsonValue | undefined;
}

const NOTHING = "nothing";

/** The choices: the values that a saved user may be expected to get here, and none. */
export function ExpectationMenuItems({ subject, user, expected }: ExpectationMenuItemsProps) {
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
