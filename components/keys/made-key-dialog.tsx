"use client";

import { Button } from "@/components/ui/button/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog/dialog";

interface MadeKeyDialogProps {
  apiKey: string;
  onDone: () => void;
}

/** Shows the key that was made, once. */
export function MadeKeyDialog({ apiKey, onDone }: MadeKeyDialogProps) {
  return (
    <Dialog isOpen isSticky onOpenChange={(isOpen) => !isOpen && onDone()} title="Your new API key">
      <DialogBody className="flex flex-col gap-3">
        <p role="status" className="text-base text-muted">
          Copy it now: it is shown only this once and cannot be looked up later. If it gets lost, create another one.
        </p>
        <CodeBlock code={apiKey} label="API key" />
        <p className="text-muted text-sm">Try it:</p>
        <CodeBlock
          label="curl command"
          code={`curl -H "Authorization: Bearer ${apiKey}" \\\n  ${window.location.origin}/api/v1/me`}
        />
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
