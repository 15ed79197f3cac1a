"use client";

import { Plus } from "lucide-react";
import { useRef } from "react";
import { useAttributes } from "@/components/conditions/api";
import { Button, OfferButton } from "@/components/ui/button/button";
import type { ComboboxOption } from "@/components/ui/combobox/combobox";
import { focusSoon } from "@/components/ui/focus";
import { lazy } from "@/components/ui/lazy/lazy";
import { Skeleton } from "@/components/ui/page/page-states";
import { Tabs } from "@/components/ui/tabs";
import { ContextRowFields } from "./context-row-fields";
import { type ContextRow, newRow, parsedContext, type TestContextControl } from "./test-context";

// Few write it as JSON.
const ContextJsonField = lazy(
  () => import("./context-json-field").then((file) => file.ContextJsonField),
  <Skeleton className="h-48 w-full" />,
);

interface ContextEditorProps {
  projectId: string;
  /** What the screen asks for: offered where it is not given yet. */
  mentioned: readonly string[];
  control: TestContextControl;
}

/** The test context: as rows, or as the JSON that an application would send. */
export function ContextEditor({ projectId, mentioned, control }: ContextEditorProps) {
  const { data: attributes = [] } = useAttributes(projectId);
  const rowsRef = useRef<HTMLDivElement>(null);
  const { testContext } = control;
  const parsed = parsedContext(testContext);
  const problem = "problem" in parsed ? parsed.problem : undefined;
  const given = new Set(testContext.rows.map(({ attribute }) => attribute));
  const offered = mentioned.filter((attribute) => !given.has(attribute));
  const give = (attribute: string) => {
    control.addAttribute(attribute);
    // Its value is what comes next.
    focusSoon(() => rowsRef.current?.querySelector<HTMLElement>("li:last-child textarea"));
  };
  return (
    <Tabs
      label="How to write the context"
      value={testContext.mode}
      onValueChange={control.setMode}
      tabs={[
        {
          value: "rows",
          label: "Attributes",
          panel: (
            <div ref={rowsRef} className="flex flex-col gap-3">
              {offered.length > 0 && <Offered attributes={offered} onChoose={give} />}
              <ContextRowList
                rows={testContext.rows}
                attributes={attributes.map(({ name, count }) => ({ value: name, detail: `${count}×` }))}
                onChange={control.setRows}
              />
            </div>
          ),
        },
        {
          value: "json",
          label: "JSON",
          panel: <ContextJsonField json={testContext.json} problem={problem} onChange={control.setJson} />,
        },
      ]}
    />
  );
}

/** A long list of buttons helps nobody: the rest is suggested while typing. */
const MAX_OFFERED = 8;

function Offered({ attributes, onChoose }: { attributes: readonly string[]; onChoose: (attribute: string) => void }) {
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <span className="text-muted text-sm">Used here</span>
      {attributes.slice(0, MAX_OFFERED).map((attribute) => (
        <OfferButton
          key={attribute}
          aria-label={`Give ${attribute}`}
          className="font-mono"
          onClick={() => onChoose(attribute)}
        >
          {attribute}
        </OfferButton>
      ))}
    </div>
  );
}

interface ContextRowListProps {
  rows: readonly ContextRow[];
  attributes: readonly ComboboxOption[];
  onChange: (rows: readonly ContextRow[]) => void;
}

/** The context as rows of attribute and value. Enter in the last value begins another row. */
function ContextRowList({ rows, attributes, onChange }: ContextRowListProps) {
  const list = useRef<HTMLUListElement>(null);
  const addRef = useRef<HTMLButtonElement>(null);
  const edit = (id: string, part: Partial<ContextRow>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const add = () => {
    onChange([...rows, newRow()]);
    focusSoon(() => list.current?.querySelector<HTMLElement>("li:last-child input"));
  };
  const remove = (id: string, index: number) => {
    onChange(rows.filter((row) => row.id !== id));
    // The focus moves to the row that takes the place, or to the button that adds one.
    focusSoon(() => list.current?.querySelectorAll<HTMLElement>("li button")[index] ?? addRef.current);
  };
  return (
    <div className="flex flex-col gap-2">
      <ul ref={list} className="flex flex-col gap-1.5 empty:hidden" aria-label="Attributes of the test user">
        {rows.map((row, index) => (
          <li key={row.id} className="flex flex-col gap-1">
            <ContextRowFields
              row={row}
              index={index}
              attributes={attributes}
              onEdit={(part) => edit(row.id, part)}
              onRemove={() => remove(row.id, index)}
              onEnter={() => index === rows.length - 1 && add()}
            />
          </li>
        ))}
      </ul>
      <div>
        <Button ref={addRef} size="sm" variant="ghost" onClick={add}>
          <Plus aria-hidden />
          Add attribute
        </Button>
      </div>
    </div>
  );
}
