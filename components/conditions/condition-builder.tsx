"use client";

import { Plus } from "lucide-react";
import { useCallback, useEffect, useRef } from "react";
import { problemsUnder } from "@/components/forms/problems";
import { newRowId } from "@/components/forms/row-id";
import { useTestUsers } from "@/components/test-users/api";
import { Button } from "@/components/ui/button/button";
import { focusSoon } from "@/components/ui/focus";
import type { FieldProblems } from "@/lib/contract/errors";
import { limits } from "@/lib/contract/limits";
import type { TestUser } from "@/lib/contract/test-user";
import type { ElementTrace } from "@/lib/targeting";
import { useAttributes } from "./api";
import { type ConditionAction, reduceConditions } from "./condition-draft-reducer";
import { ConditionRow } from "./condition-row";
import type { ConditionDraft } from "./draft";
import type { ConditionScope } from "./operators";

interface ConditionBuilderProps {
  projectId: string;
  scope: ConditionScope;
  conditions: readonly ConditionDraft[];
  onChange: (conditions: readonly ConditionDraft[]) => void;
  /** By path below the conditions: `0.value`. */
  problems: FieldProblems;
  /** The word between two rows. */
  joint: "and" | "or";
  /** What each row said of the test user, in the order of the rows. */
  traces?: readonly ElementTrace[] | undefined;
}

const nobody: readonly TestUser[] = [];

/** The conditions of a rule or a segment. Every edit goes through one reducer; the form around it holds the result. */
export function ConditionBuilder(props: ConditionBuilderProps) {
  const { projectId, scope, conditions, onChange, problems, joint, traces } = props;
  const { data: attributes } = useAttributes(projectId);
  const { data: testUsers = nobody } = useTestUsers(projectId);
  const listRef = useRef<HTMLDivElement>(null);

  // Rows always get the same function, so that they are not drawn again for it; it reads the latest conditions when
  // called.
  const latest = useRef({ conditions, onChange });
  useEffect(() => {
    latest.current = { conditions, onChange };
  });
  const dispatch = useCallback((action: ConditionAction) => {
    const next = reduceConditions(latest.current.conditions, action);
    latest.current.conditions = next;
    latest.current.onChange(next);
  }, []);

  const add = () => {
    const rowId = newRowId();
    dispatch({ type: "added", rowId });
    focusSoon(() => rowField(listRef.current, rowId));
  };
  const remove = useCallback(
    (rowId: string) => {
      const rows = latest.current.conditions;
      const index = rows.findIndex((row) => row.rowId === rowId);
      const neighbour = rows[index + 1] ?? rows[index - 1];
      dispatch({ type: "removed", rowId });
      // The focus must not fall to the page's top with the row that held it.
      focusSoon(() => rowField(listRef.current, neighbour?.rowId));
    },
    [dispatch],
  );
  const own = problems[""]?.[0];

  return (
    <section aria-label="Conditions" ref={listRef} className="flex flex-col gap-2">
      {conditions.map((condition, index) => (
        <ConditionRow
          key={condition.rowId}
          condition={condition}
          number={index + 1}
          lead={index === 0 ? "If" : joint}
          scope={scope}
          attributes={attributes}
          testUsers={testUsers}
          problems={problemsUnder(problems, String(index))}
          trace={conditionTrace(traces?.[index])}
          dispatch={dispatch}
          onRemove={remove}
        />
      ))}
      <p role="alert" className="text-danger text-sm empty:hidden">
        {own}
      </p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button size="sm" data-add-condition onClick={add} disabled={conditions.length >= limits.conditions}>
          <Plus aria-hidden />
          Add condition
        </Button>
        {conditions.length > 0 && (
          <p className="text-muted text-sm">
            {scope === "rule"
              ? "Someone without the attribute does not match, except with “is missing”."
              : "Someone without the attribute does not match."}
          </p>
        )}
      </div>
    </section>
  );
}

const conditionTrace = (trace: ElementTrace | undefined) =>
  trace !== undefined && "attribute" in trace ? trace : undefined;

/** A row's first field; where there is no row, what adds one. */
function rowField(list: HTMLElement | null, rowId: string | undefined): HTMLElement | null | undefined {
  const field = rowId === undefined ? null : list?.querySelector<HTMLElement>(`[data-row="${rowId}"] input`);
  return field ?? list?.querySelector<HTMLElement>("[data-add-condition]");
}
