// Measured tables stand in pages between two markers, <!-- name --> and <!-- /name -->, and are put there by --write.
import { readFileSync, writeFileSync } from "node:fs";

const ROOT = new URL("..", import.meta.url);

/** The text with what stands between the markers of `name` replaced. Throws where it has no such markers. */
export function between(text, name, content) {
  const parts = text.split(new RegExp(`(<!-- /?${name} -->)`));
  if (parts.length !== 5 || parts[1] !== `<!-- ${name} -->` || parts[3] !== `<!-- /${name} -->`) {
    throw new Error(`expected one <!-- ${name} --> and one <!-- /${name} --> behind it`);
  }
  return `${parts[0]}${parts[1]}\n\n${content}\n\n${parts[3]}${parts[4]}`;
}

/** Writes a measured table into pages. `contents`: path from the root → text. */
export function writePages(name, contents) {
  for (const [path, content] of Object.entries(contents)) {
    const place = new URL(path, ROOT);
    writeFileSync(place, between(readFileSync(place, "utf8"), name, content));
    process.stderr.write(`${path}: ${name} written\n`);
  }
}
