import { CopyButton } from "./button/copy-button";
import { cn } from "./cn";

interface CodeBlockProps {
  code: string;
  /** The label for screen readers and the copy button: "curl command". */
  label: string;
  className?: string;
}

export function CodeBlock({ code, label, className }: CodeBlockProps) {
  return (
    <section
      aria-label={label}
      className={cn("flex items-start rounded-control border border-line bg-ground", className)}
    >
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className={cn(
          "max-h-96 min-w-0 flex-1 overflow-auto p-3 pr-0 font-mono text-ink text-sm",
          // A key or a link is one line, and is shown whole: it may have to be compared or typed.
          !code.includes("\n") && "wrap-anywhere whitespace-pre-wrap",
        )}
      >
        {code}
      </pre>
      <CopyButton text={code} label={`Copy ${label}`} className="m-1.5 shrink-0" />
    </section>
  );
}
