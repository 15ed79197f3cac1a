"use client";

import { useState } from "react";
import { usePermissions } from "@/components/account/permissions";
import { AdminsToAsk } from "@/components/layout/admins-only";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogBody } from "@/components/ui/dialog/dialog";
import { PageLink } from "@/components/ui/page/page-link";
import { Tabs } from "@/components/ui/tabs";
import { type CodeSnippet, codeSnippets } from "../use-in-code";
import type { FlagDialogProps } from "./flag-menu";

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
                <KeyNote slug={project.slug} isInBrowser={snippet.isInBrowser} isHidden={!flag.is_client_visible} />
                <Snippet snippet={snippet} />
              </div>
            ),
          }))}
        />
      </DialogBody>
    </Dialog>
  );
}

interface KeyNoteProps {
  slug: string;
  isInBrowser: boolean;
  /** Client keys do not get the flag. */
  isHidden: boolean;
}

/** The key is not in the code: it is shown once, when it is made. */
function KeyNote({ slug, isInBrowser, isHidden }: KeyNoteProps) {
  const { isProjectAdmin } = usePermissions();
  return (
    <>
      <p className="text-base text-ink">
        Set <code className="font-mono text-sm">GUIDON_KEY</code> to{" "}
        {isInBrowser ? "a client key for this project." : "a server key that may evaluate flags of this project."}{" "}
        {isProjectAdmin ? (
          <PageLink href={`/projects/${slug}/keys`} className="text-accent underline underline-offset-2">
            API keys
          </PageLink>
        ) : (
          <AdminsToAsk what="for one" />
        )}
      </p>
      {isInBrowser && isHidden && (
        <p className="text-base text-muted">
          This flag is not visible in browsers and apps: a client key is told that there is no such flag. Its details
          say who sees it.
        </p>
      )}
    </>
  );
}

function Snippet({ snippet: { label, packages, code } }: { snippet: CodeSnippet }) {
  return (
    <div className="flex flex-col gap-3">
      {packages.length > 0 && <CodeBlock label="install command" code={`npm install ${packages.join(" ")}`} />}
      <CodeBlock label={`${label} code`} code={code} />
    </div>
  );
}
