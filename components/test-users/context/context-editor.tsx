"use client";

import { useRef } from "react";
import { useAttributes } from "@/components/conditions/api";
import { OfferButton } from "@/components/ui/button/button";
import { Field } from "@/components/ui/field/field";
import { Textarea } from "@/components/ui/field/input";
import { focusSoon } from "@/components/ui/focus";
import { Tabs } from "@/components/ui/tabs";
import { ContextRowList } from "./context-row-list";
import { parsedContext, type TestContextControl } from "./test-context";

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
          panel: <JsonEditor json={testContext.json} problem={problem} onChange={control.setJson} />,
        },
      ]}
    />
  );
}

interface JsonEditorProps {
  json: string;
  problem: string | undefined;
  onChange: (json: string) => void;
}

function JsonEditor({ json, problem, onChange }: JsonEditorProps) {
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
