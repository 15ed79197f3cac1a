"use client";

import { useMemo, useState } from "react";
import { AdminsToAsk, usePermissions } from "@/components/account/permissions";
import { linked } from "@/components/analysis/analysed-list";
import type { FlagdQuestion } from "@/components/analysis/analyst";
import { useAnswer } from "@/components/analysis/use-answer";
import { useRules } from "@/components/rules/api";
import { useSegments } from "@/components/segments/api";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogBody } from "@/components/ui/dialog/dialog";
import { PageLink } from "@/components/ui/page/page-header";
import { Tabs } from "@/components/ui/tabs";
import type { Flag } from "@/lib/contract/flag";
import type { FlagDialogProps } from "../detail/flag-header";
import { flagdSentence } from "../words";
import { type CodeSnippet, codeSnippets } from "./snippets";

/** The code by which an application asks for the flag in the environment that is shown. */
export function UseInCodeDialog({ flag, project, environment, onClose }: FlagDialogProps) {
  const [shown, setShown] = useState<CodeSnippet["id"]>("curl");
  const snippets = codeSnippets({
    origin: window.location.origin,
    projectId: flag.project_id,
    environment,
    flagKey: flag.key,
    flagType: flag.flag_type,
  });
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="lg"
      title="Use in code"
      description={`Asks for ${flag.name} in ${environment}, for a user of your application.`}
    >
      <DialogBody className="flex flex-col gap-4">
        <Tabs
          label="Language"
          value={shown}
          onValueChange={setShown}
          tabs={snippets.map((snippet) => ({
            value: snippet.id,
            label: snippet.label,
            panel: (
              <div className="flex flex-col gap-3">
                <KeyNote slug={project.slug} kind={snippet.key} isHidden={!flag.is_client_visible} />
                <Snippet snippet={snippet} />
              </div>
            ),
          }))}
        />
        <FlagdNote flag={flag} environment={environment} />
      </DialogBody>
    </Dialog>
  );
}

const keyWords: Record<CodeSnippet["key"], string> = {
  evaluate: "a server key that may evaluate flags of this project.",
  ruleset: "a server key of this project that may read rulesets: it evaluates in your process, without a request.",
  client: "a client key for this project.",
};

interface KeyNoteProps {
  slug: string;
  kind: CodeSnippet["key"];
  /** Client keys do not get the flag. */
  isHidden: boolean;
}

/** The key is not in the code: it is shown once, when it is made. */
function KeyNote({ slug, kind, isHidden }: KeyNoteProps) {
  const { isProjectAdmin } = usePermissions();
  return (
    <>
      <p className="text-base text-ink">
        Set <code className="font-mono text-sm">GUIDON_KEY</code> to {keyWords[kind]}{" "}
        {isProjectAdmin ? (
          <PageLink href={`/projects/${slug}/keys`} className="text-accent underline underline-offset-2">
            API keys
          </PageLink>
        ) : (
          <AdminsToAsk what="for one" />
        )}
      </p>
      {kind === "client" && isHidden && (
        <p className="text-base text-muted">
          This flag is not visible in browsers and apps: a client key is told that there is no such flag. Its details
          say who sees it.
        </p>
      )}
    </>
  );
}

function Snippet({ snippet: { id, packages, files } }: { snippet: CodeSnippet }) {
  return (
    <div className="flex flex-col gap-3">
      {id !== "curl" && <Install packages={packages} />}
      {files.map(({ name, code }) => (
        <div key={name} className="flex flex-col gap-1.5">
          {files.length > 1 && <p className="font-mono text-muted text-sm">{name}</p>}
          <CodeBlock label={name} code={code} />
        </div>
      ))}
    </div>
  );
}

/** Guidon's own packages come with its source: `npm run pack:packages` writes them. */
function Install({ packages }: Pick<CodeSnippet, "packages">) {
  return (
    <>
      <p className="text-base text-muted">
        In Guidon’s directory, <code className="font-mono text-sm">npm run pack:packages</code> writes two packages.
        Your application installs them by their paths; here, from a directory beside{" "}
        <code className="font-mono text-sm">guidon</code>.
      </p>
      <CodeBlock label="install command" code={["npm install ../guidon/guidon-*.tgz", ...packages].join(" ")} />
    </>
  );
}

/** Says whether flagd's providers get the flag, and which rule is to blame when they do not. */
function FlagdNote({ flag, environment }: { flag: Flag; environment: string }) {
  const { data: list } = useRules(flag, environment);
  const { data: segments } = useSegments(flag.project_id);
  const question = useMemo<FlagdQuestion | null>(() => {
    if (list === undefined || segments === undefined) return null;
    const { rules } = list;
    const ruleset = { flags: [flag], environment, rules, segments: linked(segments, rules) };
    return { about: "flagd", ruleset, flagKey: flag.key };
  }, [flag, environment, list, segments]);
  const { answer } = useAnswer(question);
  if (answer === undefined) return null;
  return <p className="text-muted text-sm">{flagdSentence(answer)}</p>;
}
