import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { codeOf } from "../support/source-text.ts";

/** A name that a package gives to others; types are gone once compiled. */
export interface PublicName {
  readonly name: string;
  readonly isType: boolean;
}

/** Names that a module exports, its own and those that it hands on. */
export function publicNames(path: string): PublicName[] {
  const text = readFileSync(path, "utf8");
  const code = codeOf(text);
  const from = (end: number): string => join(dirname(path), /^[^"]*/.exec(text.slice(end))![0]);
  const names: PublicName[] = [];
  for (const match of code.matchAll(/\bexport\s+\*\s*(?:as\s+(\w+)\s*)?from\s*"/g)) {
    if (match[1] !== undefined) names.push({ name: match[1], isType: false });
    else names.push(...publicNames(from(match.index + match[0].length)));
  }
  for (const match of code.matchAll(/\bexport\s+(type\s+)?\{([^}]*)\}/g)) {
    for (const part of match[2]!
      .split(",")
      .map((item) => item.trim())
      .filter(Boolean)) {
      const isType = match[1] !== undefined || /^type\s/.test(part);
      names.push({ name: part.replace(/^type\s+/, "").replace(/^.*\sas\s+/, ""), isType });
    }
  }
  const declared =
    /\bexport\s+(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(const|let|function\*?|class|enum|interface|type)\s+(\w+)/g;
  for (const [, kind, name] of code.matchAll(declared)) {
    names.push({ name: name!, isType: kind === "interface" || kind === "type" });
  }
  return names.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A way into a package that its manifest names, and the source behind it. */
export interface Door {
  readonly specifier: string;
  readonly source: string;
}

/** Every door of every library. */
export function doorsOf(root: string): Door[] {
  const packages = join(root, "packages");
  return readdirSync(packages).flatMap((folder) => {
    const { name, exports } = JSON.parse(readFileSync(join(packages, folder, "package.json"), "utf8")) as {
      readonly name: string;
      readonly exports: Readonly<Record<string, { readonly default: string }>>;
    };
    return Object.entries(exports).map(([door, { default: built }]) => ({
      specifier: name + door.slice(1),
      source: join(packages, folder, built.replace("./dist/", "src/").replace(/\.js$/, ".ts")),
    }));
  });
}
