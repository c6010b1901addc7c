import { basename, dirname, extname, join, resolve } from "node:path";
import type { FileKey, Words } from "../words/catalogue.ts";

/** A file that was written. */
export interface NamedFile {
  readonly key: FileKey;
  readonly path: string;
}

/** Files with what each is, those outside the folder first, in their order: what people open first comes last. */
export function fileList(folder: string, files: readonly NamedFile[], words: Words): string {
  const isInside = ({ path }: NamedFile): boolean => dirname(resolve(path)) === resolve(folder);
  const elsewhere = files.filter((file) => !isInside(file));
  const lines = files
    .filter(isInside)
    .map(({ key, path }) => ({
      name: key === "charts" ? allCharts(path) : path,
      text: words.files[key],
    }))
    .filter(({ name }, i, all) => all.findIndex((line) => line.name === name) === i);
  const width = Math.max(...lines.map(({ name }) => name.length));
  const list = lines.map(({ name, text }) => `  ${name.padEnd(width)}  ${text}\n`).join("");
  const apart = elsewhere.map(({ key, path }) => `${words.writtenElsewhere(path, words.files[key])}\n`).join("");
  return `${apart}${words.written(folder)}\n${list}`;
}

/** All charts of a format on one line: `chart-data.svg` is one of `chart-*.svg`. */
function allCharts(path: string): string {
  return join(dirname(path), `${basename(path).replace(/-.*/s, "")}-*${extname(path)}`);
}

/** The same for `--json`: absolute paths by their names; charts are a list. */
export function filesDocument(files: readonly NamedFile[]): Record<string, string | readonly string[]> {
  const charts = files.filter(({ key }) => key === "charts").map(({ path }) => resolve(path));
  const named = Object.fromEntries(files.map(({ key, path }) => [key, resolve(path)]));
  return charts.length > 0 ? { ...named, charts } : named;
}
