import fs from "node:fs/promises";
import { promisify } from "node:util";
import zlib from "node:zlib";
import { inRoot } from "./project.mjs";

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

/** Compressing smaller files gains nothing. A page has a dozen files of a few hundred bytes, so those count. */
const WORTH_BYTES = 128;

/** Writes a .br and a .gz beside every script and style that pages load, which the server sends unchanged. */
export async function compressPages() {
  const directory = inRoot(".next", "static");
  const files = await fs.readdir(directory, { recursive: true });
  const texts = files.filter((file) => /\.(js|css|svg)$/.test(file));
  await Promise.all(
    texts.map(async (file) => {
      const target = `${directory}/${file}`;
      const content = await fs.readFile(target);
      if (content.length < WORTH_BYTES) return;
      const [br, gz] = await Promise.all([brotli(content), gzip(content, { level: 9 })]);
      await Promise.all([fs.writeFile(`${target}.br`, br), fs.writeFile(`${target}.gz`, gz)]);
    }),
  );
}
