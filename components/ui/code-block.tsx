import { cn } from "./cn";
import { CopyButton } from "./copy-button";

interface CodeBlockProps {
  code: string;
  /** What it is, for screen readers and the copy button: "curl command". */
  label: string;
  className?: string;
}

export function CodeBlock({ code, label, className }: CodeBlockProps) {
  return (
    <section aria-label={label} className={cn("relative rounded-control border border-line bg-ground", className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="max-h-96 overflow-auto p-3 pr-11 font-mono text-ink text-sm">
        {code}
      </pre>
      <CopyButton text={code} label={`Copy ${label}`} className="absolute top-1.5 right-1.5 bg-ground" />
    </section>
  );
}
