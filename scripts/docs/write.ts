import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { withOutputs } from "../../test/support/doc-examples.ts";
import { ROOT } from "../../test/support/run-script.ts";
import { cellFiles } from "./cells/files.ts";
import { computeChapter } from "./lstm/contents.ts";
import { chapterFiles } from "./lstm/files.ts";

/** Writes every computed page and picture that has changed, and what the pages' examples print. */
export async function write(): Promise<void> {
  const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
  const cells = await cellFiles(read);
  for (const [path, computed] of Object.entries({ ...chapterFiles(await computeChapter(), read), ...cells })) {
    const content = path.endsWith(".md") ? await withOutputs({ path, text: computed }) : computed;
    if (existsSync(join(ROOT, path)) && read(path) === content) continue;
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), content);
    process.stderr.write(`${path} written\n`);
  }
  // Pages of members that are no more.
  for (const name of readdirSync(join(ROOT, "docs/cells"))) {
    if (`docs/cells/${name}` in cells) continue;
    rmSync(join(ROOT, "docs/cells", name));
    process.stderr.write(`docs/cells/${name} removed\n`);
  }
}
