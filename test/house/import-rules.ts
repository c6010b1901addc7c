import { dirname, posix } from "node:path";
import type { SourceFile } from "../support/source-files.ts";
import { importsOf } from "../support/source-text.ts";

/** Packages in the order in which they may know each other: each only those before it. */
const PACKAGES = ["engine", "nn", "forecast"];
/** Folders of `forecast` in the same sense. */
const FOLDERS = [
  "contracts",
  "statistics",
  "data",
  "clean",
  "diagnose",
  "inspect",
  "prepare",
  "models",
  "train",
  "evaluate",
  "artifact",
  "fit",
  "export",
  "explain",
  "tune",
  "compare",
  "recipe",
  "report",
];

interface Link {
  readonly from: string;
  readonly line: number;
  readonly specifier: string;
  /** Path in the checkout that a relative import names. */
  readonly to: string | null;
  readonly typeOnly: boolean;
}

const linksOf = (files: readonly SourceFile[]): Link[] =>
  files.flatMap(({ path, text }) =>
    importsOf(text).map(({ specifier, line, typeOnly }) => ({
      from: path,
      line,
      specifier,
      to: specifier.startsWith(".") ? posix.join(dirname(path), specifier) : null,
      typeOnly,
    })),
  );

const at = ({ from, line, specifier }: Link) => `${from}:${line} imports "${specifier}"`;
const homeOf = (path: string) => path.split("/").slice(0, 2).join("/");
const packageOf = (specifier: string) => /^@gatecast\/([^/]+)/.exec(specifier)?.[1] ?? null;

/** Imports that lead uphill: engine ← nn ← forecast ← apps, and down the folders of forecast. */
export function uphill(files: readonly SourceFile[]): string[] {
  return linksOf(files).flatMap((link) => {
    const own = /^packages\/([^/]+)/.exec(link.from)?.[1];
    const other = packageOf(link.specifier);
    if (own !== undefined && other !== null && PACKAGES.indexOf(other) >= PACKAGES.indexOf(own)) return [at(link)];
    if (own !== undefined && /^gatecast\b/.test(link.specifier)) return [at(link)];
    return isFolderUphill(link) ? [at(link)] : [];
  });
}

function isFolderUphill({ from, to }: Link): boolean {
  const folder = (path: string | null) => /^packages\/forecast\/src\/([^/]+)\//.exec(path ?? "")?.[1];
  const [own, other] = [folder(from), folder(to)];
  if (own === undefined || other === undefined) return false;
  return !FOLDERS.includes(own) || !FOLDERS.includes(other) || FOLDERS.indexOf(other) > FOLDERS.indexOf(own);
}

/** Imports through a package's wall: by another door than those that it names, or out of one's own with dots. */
export function throughWalls(files: readonly SourceFile[], doors: readonly string[]): string[] {
  return linksOf(files).flatMap((link) => {
    const deep = packageOf(link.specifier) !== null && !doors.includes(link.specifier);
    const out = link.to !== null && homeOf(link.to) !== homeOf(link.from);
    return deep || out ? [at(link)] : [];
  });
}

/** Rings of modules that wait for each other, each as a line. Type imports are gone when modules are loaded. */
export function cycles(files: readonly SourceFile[]): string[] {
  const links = linksOf(files).filter(({ typeOnly }) => !typeOnly);
  const next = new Map<string, string[]>();
  for (const { from, to } of links) if (to !== null) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const rings: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const before = trail.indexOf(path);
    if (before >= 0) rings.push([...trail.slice(before), path].join(" → "));
    if (before >= 0 || done.has(path)) return;
    for (const to of next.get(path) ?? []) visit(to, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return rings;
}
