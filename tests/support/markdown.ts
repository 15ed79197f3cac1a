import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export const readFile = (file: string): string => fs.readFileSync(path.join(root, file), "utf8");

const exists = (file: string): boolean => fs.existsSync(path.join(root, file));

const FOLDERS = [
  ".ci",
  ".github",
  "app",
  "components",
  "docs",
  "lib",
  "packages",
  "prisma",
  "public",
  "scripts",
  "tests",
];
/** What is installed or built. */
const MADE = /(^|\/)(node_modules|dist|output|generated)\/|\.tsbuildinfo$|^next-env\.d\.ts$|^\.env$/;
const NO_TEXT = /\.(png|gz|tgz|ico|woff2)$/;

/** The texts that are written here, relative to the root. */
export function writtenFiles(): string[] {
  const within = FOLDERS.flatMap((folder) =>
    fs.readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
  );
  return [...fs.readdirSync(root), ...within]
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => !MADE.test(file) && !NO_TEXT.test(file) && fs.statSync(path.join(root, file)).isFile());
}

/** The Markdown files that are written here, relative to the root. */
export const markdownFiles = (): string[] => writtenFiles().filter((file) => file.endsWith(".md"));

/** A text whose blocks of code are empty lines, so that lines keep their numbers. */
const withoutCode = (text: string): string => text.replace(/^```.*?^```/gms, (block) => block.replace(/[^\n]/g, ""));

/** A link to a page in angle brackets may have parentheses. */
const LINK = /\]\((?:<([^>]+)>|([^)\s]+))\)/g;

/** The relative links of a file that lead to no file, or to no heading of it. */
export function deadLinks(file: string, text: string): string[] {
  return [...withoutCode(text).matchAll(LINK)]
    .map(([, bracketed, plain]) => bracketed ?? plain ?? "")
    .filter((link) => !/^[a-z]+:/.test(link) && !resolves(file, text, link));
}

function resolves(file: string, text: string, link: string): boolean {
  const [to = "", anchor] = link.split("#");
  const target = to === "" ? file : path.join(path.dirname(file), to);
  if (!exists(target)) return false;
  return anchor === undefined || anchorsOf(to === "" ? text : readFile(target)).includes(anchor);
}

/** The anchors that GitHub gives to the headings of a text. */
const anchorsOf = (text: string): string[] =>
  [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-"),
  );

const OUR_PATH = /`((?:app|components|docs|lib|packages|prisma|public|scripts|tests)\/[^\s`]*)`/g;

/** The paths into this repository that a text names and that do not exist. Patterns such as `lib/*.ts` do not count. */
export const missingPaths = (text: string): string[] =>
  [...withoutCode(text).matchAll(OUR_PATH)]
    .map(([, named = ""]) => named)
    .filter((named) => !/[*<{…]/.test(named) && !exists(named));

/** The numbers of the lines beyond 120 characters. A row of a table cannot be broken, nor can an address. */
export const longLines = (text: string): number[] =>
  text
    .split("\n")
    .flatMap((line, index) => ([...line].length > 120 && !/^\||https?:\/\/\S{80}/.test(line) ? [index + 1] : []));
