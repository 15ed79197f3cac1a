"use client";

import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button/button";
import { Input } from "@/components/ui/field/input";
import { loadCode, useLoadState } from "@/components/ui/lazy/lazy";
import { limits } from "@/lib/contract/limits";
import { listItems } from "@/lib/targeting/words/condition-parts";
import { FieldNote, IgnoreCaseButton, withoutBlanks } from "./editor-parts";
import { ListChips } from "./list-chips";
import { collectItems, type ParsedPaste, type PasteResult, parseLines, parsePaste } from "./list-paste";
import { PasteReport, TablePaste } from "./paste-report";
import type { ValueEditorProps } from "./value-editor";

interface ListEditorProps extends ValueEditorProps {
  /** The characters between values that are typed or pasted together. */
  separators: "commas and lines" | "lines";
  /** Text that was pasted before this editor was there; null: none. */
  pasted: string | null;
  onPastedRead: () => void;
}

/** A list as chips. Typing and pasting add to it: commas, lines, or a column of a table. */
export function ListEditor(props: ListEditorProps) {
  const { condition, onChange, problem, separators, pasted, onPastedRead } = props;
  const { rowId, attribute, value } = condition;
  const items = listItems(value);
  const fieldRef = useRef<HTMLInputElement>(null);
  // When a pressed button disappears, the focus comes here.
  const focusField = () => fieldRef.current?.focus();
  const [text, setText] = useState("");
  const [table, setTable] = useState<ParsedPaste | null>(null);
  const [result, setResult] = useState<PasteResult | null>(null);

  const take = (parsed: ParsedPaste, column: number | null) => {
    const collected = collectItems(parsed, column, items);
    if (collected.added.length > 0) onChange([...items, ...collected.added]);
    setResult(isSelfEvident(collected) ? null : collected);
    setTable(null);
  };
  const takeWhole = (parsed: ParsedPaste) => {
    if (parsed.columns === null) take(parsed, null);
    else setTable(parsed);
  };
  const quoted = useQuotedText((waiting, readQuoted) => takeWhole(readQuoted(waiting, attribute)));
  const read = (given: string) => {
    const parsed = separators === "lines" ? parseLines(given) : parsePaste(given, attribute);
    if (parsed === null) quoted.add(given);
    else takeWhole(parsed);
  };
  const addTyped = () => {
    if (text.trim() === "") return;
    read(text);
    setText("");
  };
  const leave = useLeaving(addTyped);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, by what is the latest then
  useEffect(() => {
    if (pasted === null) return;
    onPastedRead();
    focusField();
    read(pasted);
  }, [pasted]);
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData("text/plain");
    // A single word is pasted into the field like any text; a list is taken apart.
    const isList = separators === "lines" ? /[\n\r]/ : /[,;\t\n\r]|^\[|^'.*'$/;
    if (!isList.test(withoutBlanks(pasted))) return;
    event.preventDefault();
    read(pasted);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" || (event.key === "," && separators !== "lines")) {
      event.preventDefault();
      addTyped();
    } else if (event.key === "Backspace" && text === "" && items.length > 0) {
      onChange(items.slice(0, -1));
    }
  };

  return (
    <div data-list className="flex min-w-0 flex-col gap-1.5 md:contents">
      <div className="flex min-w-0 flex-col gap-1.5 md:col-start-4 md:row-start-1">
        <div className="flex min-w-0 gap-2">
          <Input
            ref={fieldRef}
            aria-label="Add values"
            placeholder={items.length === 0 ? "Type or paste a list" : "Add more"}
            autoComplete="off"
            spellCheck={false}
            className="min-w-0 flex-1 font-mono"
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            onFocus={preloadQuoted}
            onPaste={onPaste}
            onKeyDown={onKeyDown}
            onBlur={leave}
            aria-invalid={problem !== undefined || undefined}
            aria-describedby={`${rowId}-value ${rowId}-count`}
          />
          {text.trim() !== "" && (
            <Button
              className="shrink-0"
              // A button for the pointer. It disappears with the text, so the focus stays in the field. Tab adds, too.
              tabIndex={-1}
              onMouseDown={(event) => event.preventDefault()}
              onClick={addTyped}
            >
              Add
            </Button>
          )}
          <IgnoreCaseButton {...props} />
        </div>
        <FieldNote id={`${rowId}-value`} problem={problem} />
        <QuotedNote waiting={quoted.waiting} />
        {table && (
          <TablePaste
            table={table}
            existing={items}
            onAdd={(column) => {
              focusField();
              take(table, column);
            }}
            onCancel={() => {
              focusField();
              setTable(null);
            }}
          />
        )}
        <PasteReport
          result={result}
          onDismiss={() => {
            focusField();
            setResult(null);
          }}
        />
      </div>
      {items.length > 0 && (
        // As wide as the row: a list of ids in a column of its own would be a tower.
        <div className="flex min-w-0 flex-col gap-1.5 md:col-span-full md:col-start-2">
          <ListChips
            items={items}
            onChange={(next) => {
              if (next.length === 0) focusField();
              onChange(next);
            }}
          />
          <p id={`${rowId}-count`} className="text-muted text-sm empty:hidden">
            {items.length > COUNTED_FROM &&
              `${items.length.toLocaleString("en")} values of at most ${limits.listItems.toLocaleString("en")}`}
          </p>
        </div>
      )}
    </div>
  );
}

/** A single value that was added, and nothing else: its chip says so. */
const isSelfEvident = ({ added, duplicates, rejected, takenOff }: PasteResult): boolean =>
  added.length === 1 && duplicates + rejected.length + takenOff.length === 0;

/** Shorter lists are counted at a glance. */
const COUNTED_FROM = 12;

/**
 * Calls back when a field loses the focus. During a press of the pointer it waits for the end of the press: a change of
 * the layout would move the pressed button away.
 * @returns the handler for blur
 */
function useLeaving(commit: () => void): () => void {
  const latest = useRef(commit);
  const isPressed = useRef(false);
  useEffect(() => {
    latest.current = commit;
  });
  useEffect(() => {
    const press = () => {
      isPressed.current = true;
    };
    const release = () => {
      isPressed.current = false;
    };
    window.addEventListener("pointerdown", press, { capture: true });
    window.addEventListener("pointerup", release);
    window.addEventListener("pointercancel", release);
    return () => {
      window.removeEventListener("pointerdown", press, { capture: true });
      window.removeEventListener("pointerup", release);
      window.removeEventListener("pointercancel", release);
    };
  }, []);

  return () => {
    if (!isPressed.current) {
      latest.current();
      return;
    }
    let isDone = false;
    const once = () => {
      if (!isDone) latest.current();
      isDone = true;
    };
    // The click follows the release at once; a press that ends elsewhere has none.
    window.addEventListener("click", once, { capture: true, once: true });
    window.addEventListener("pointerup", () => setTimeout(once), { once: true });
  };
}

const loadQuoted = () => import("./quoted-paste");
type ReadQuoted = Awaited<ReturnType<typeof loadQuoted>>["readQuoted"];

/** Text in quotes then seldom waits. A failure is told when there is such text. */
const preloadQuoted = () => void loadQuoted().catch(() => undefined);

/**
 * Text in double quotes, which waits for the code that reads it. Where that cannot be loaded, the text stays, and is
 * read once loading is tried again.
 */
function useQuotedText(onReady: (waiting: string, readQuoted: ReadQuoted) => void) {
  const [waiting, setWaiting] = useState<string | null>(null);
  const { attempt } = useLoadState();
  const latest = useRef(onReady);
  useEffect(() => {
    latest.current = onReady;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads again
  useEffect(() => {
    if (waiting === null) return;
    let isCurrent = true;
    void loadCode(loadQuoted).then((code) => {
      if (code === undefined || !isCurrent) return;
      setWaiting(null);
      latest.current(waiting, code.readQuoted);
    });
    return () => {
      isCurrent = false;
    };
  }, [waiting, attempt]);
  // What comes while the first waits is read with it.
  return { waiting, add: (text: string) => setWaiting((first) => (first === null ? text : `${first}\n${text}`)) };
}

/** The text that waits to be read. */
function QuotedNote({ waiting }: { waiting: string | null }) {
  const { failure } = useLoadState();
  return (
    <p role="status" className="flex min-w-0 gap-1.5 text-muted text-sm empty:hidden">
      {waiting !== null && (
        <>
          <span className="shrink-0">{failure === null ? "Reading" : "Kept, and not added yet:"}</span>
          <code className="min-w-0 truncate font-mono">{waiting}</code>
        </>
      )}
    </p>
  );
}
