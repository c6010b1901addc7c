import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withOutputs } from "../../test/support/doc-examples.ts";
import { ROOT } from "../../test/support/run-script.ts";
import { computeChapter } from "./lstm/contents.ts";
import { chapterFiles } from "./lstm/files.ts";

/** Writes every computed page and picture that has changed, and what the pages' examples print. */
export async function write(): Promise<void> {
  const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
  const files = chapterFiles(await computeChapter(), read);
  for (const [path, computed] of Object.entries(files)) {
    const content = path.endsWith(".md") ? await withOutputs({ path, text: computed }) : computed;
    if (existsSync(join(ROOT, path)) && read(path) === content) continue;
    writeFileSync(join(ROOT, path), content);
    process.stderr.write(`${path} written\n`);
  }
}
