import { existsSync, readFileSync } from "node:fs";
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

/** The entry of a package's sources, or null where it has none yet. */
export function entryOf(root: string, name: string): string | null {
  const path = join(root, "packages", name, "src/index.ts");
  return existsSync(path) ? path : null;
}
