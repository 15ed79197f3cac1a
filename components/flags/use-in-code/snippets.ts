import { browserCode } from "./browser";
import { curlCode } from "./curl";
import { nextComponent, nextLayout } from "./next";
import { nodeCode } from "./node";
import { reactCode } from "./react";
import type { CodeSubject } from "./subject";

export interface CodeSnippet {
  id: "curl" | "node" | "browser" | "react" | "next";
  label: string;
  /** Which key it needs: `client` where people can read it. */
  key: "evaluate" | "ruleset" | "client";
  /** What npm installs first, beside the packages that come with Guidon. */
  packages: readonly string[];
  /** Whole programs or files, which run as they are where `GUIDON_KEY` is set. */
  files: readonly { name: string; code: string }[];
}

/** The packages that Guidon's own come with: `guidon-sdk` needs the other. */
export const OWN_PACKAGES = ["guidon-engine", "guidon-sdk"] as const;

/** The code to evaluate a flag, in each language that we show. */
export const codeSnippets = (subject: CodeSubject): readonly CodeSnippet[] => [
  {
    ...{ id: "curl", label: "curl", key: "evaluate", packages: [] },
    files: [{ name: "curl code", code: curlCode(subject) }],
  },
  {
    ...{ id: "node", label: "Node", key: "ruleset", packages: [] },
    files: [{ name: "Node code", code: nodeCode(subject) }],
  },
  {
    ...{ id: "browser", label: "Browser", key: "client", packages: ["@openfeature/web-sdk"] },
    files: [{ name: "Browser code", code: browserCode(subject) }],
  },
  {
    ...{ id: "react", label: "React", key: "client", packages: ["@openfeature/react-sdk", "@openfeature/web-sdk"] },
    files: [{ name: "React code", code: reactCode(subject) }],
  },
  {
    ...{ id: "next", label: "Next.js", key: "client", packages: ["@openfeature/react-sdk", "@openfeature/web-sdk"] },
    files: [
      { name: "app/layout.jsx", code: nextLayout(subject) },
      { name: "app/flag.jsx", code: nextComponent(subject) },
    ],
  },
];
