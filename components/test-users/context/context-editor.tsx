"use client";

import { Plus, X } from "lucide-react";
import { useRef } from "react";
import { useAttributes } from "@/components/conditions/api";
import { Button, IconButton, OfferButton } from "@/components/ui/button/button";
import { Combobox, type ComboboxOption } from "@/components/ui/combobox/combobox";
import { Field } from "@/components/ui/field/field";
import { Textarea } from "@/components/ui/field/input";
import { focusSoon } from "@/components/ui/focus";
import { Tabs } from "@/components/ui/tabs";
import { type ContextRow, newRow, parsedContext, rowProblem, type TestContextControl } from "./test-context";

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

interface ContextRowFieldsProps {
  row: ContextRow;
  /** From 0. */
  index: number;
  /** What is suggested. */
  attributes: readonly ComboboxOption[];
  onEdit: (part: Partial<ContextRow>) => void;
  onRemove: () => void;
  /** Called when Enter is pressed in the value. */
  onEnter: () => void;
}

/** An attribute of the test context and its value. */
function ContextRowFields({ row, index, attributes, onEdit, onRemove, onEnter }: ContextRowFieldsProps) {
  const name = row.attribute === "" ? `attribute ${index + 1}` : row.attribute;
  const problem = rowProblem(row);
  return (
    <>
      <div className="flex items-start gap-1.5">
        <Combobox
          aria-label={`Attribute ${index + 1}`}
          listLabel="Attributes of this project"
          placeholder="attribute"
          className="min-w-0 flex-2 font-mono text-sm"
          value={row.attribute}
          options={attributes}
          onValueChange={(attribute) => onEdit({ attribute })}
        />
        {/* A textarea, so that a long value can be read whole. */}
        <Textarea
          rows={1}
          aria-label={`Value of ${name}`}
          placeholder="missing"
          className="field-sizing-content max-h-40 min-h-8 flex-3 resize-none font-mono text-sm pointer-coarse:min-h-11"
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={`${row.id}-problem`}
          value={row.text}
          // A value is one line: pasted line breaks are taken out.
          onChange={({ currentTarget }) => onEdit({ text: currentTarget.value.replace(/[\r\n]+/g, "") })}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            onEnter();
          }}
        />
        <IconButton label={`Remove ${name}`} onClick={onRemove}>
          <X aria-hidden />
        </IconButton>
      </div>
      <p id={`${row.id}-problem`} role="alert" className="wrap-anywhere text-danger text-sm empty:hidden">
        {problem}
      </p>
    </>
  );
}

interface ContextJsonFieldProps {
  json: string;
  problem: string | undefined;
  onChange: (json: string) => void;
}

/** The test context as JSON. */
function ContextJsonField({ json, problem, onChange }: ContextJsonFieldProps) {
  return (
    <Field label="Context as JSON" isLabelHidden error={problem}>
      {(field) => (
        <Textarea
          {...field}
          rows={8}
          spellCheck={false}
          placeholder={'{ "plan": "pro" }'}
          className="font-mono text-sm"
          value={json}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
