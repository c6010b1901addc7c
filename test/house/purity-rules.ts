import type { SourceFile } from "../support/source-files.ts";
import { codeOf, importsOf } from "../support/source-text.ts";

/** What of JavaScript's `Math` every engine computes alike: exact or correctly rounded by the language's definition. */
const EXACT = "abs|ceil|clz32|floor|fround|imul|max|min|round|sign|sqrt|trunc|PI|E|LN2|LN10|LOG2E|LOG10E|SQRT2|SQRT1_2";

/** The host and the clock: what a library is given instead of taking it. */
const HOST: Readonly<Record<string, RegExp>> = {
  process: /(?<![.\w$])process\s*[.[]/,
  Buffer: /(?<![.\w$])Buffer\b/,
  console: /(?<![.\w$])console\s*\./,
  require: /(?<![.\w$])require\s*\(/,
  "Date.now": /\bDate\.now\b|\bnew Date\(\s*\)/,
  performance: /(?<![.\w$])performance\s*\./,
  fetch: /(?<![.\w$])fetch\s*\(/,
  document: /(?<![.\w$])document\s*\./,
  window: /(?<![.\w$])window\s*\./,
  "random numbers without a seed": /\bMath\.random\b|\bgetRandomValues\b|\brandomUUID\b/,
  "the locale": /\.toLocale(?:Date|Time)?String\b|\bIntl\./,
};

const linesOf = (files: readonly SourceFile[], judge: (line: string) => readonly string[]): string[] =>
  files.flatMap(({ path, text }) =>
    codeOf(text)
      .split("\n")
      .flatMap((line, i) => judge(line).map((what) => `${path}:${i + 1} uses ${what}`)),
  );

/** Places where a library touches the host: modules of Node, the clock, the console, the page. */
export function touchesHost(files: readonly SourceFile[]): string[] {
  const modules = files.flatMap(({ path, text }) =>
    importsOf(text).flatMap(({ specifier, line }) =>
      specifier.startsWith("node:") ? [`${path}:${line} imports "${specifier}"`] : [],
    ),
  );
  const names = Object.entries(HOST);
  return [
    ...modules,
    ...linesOf(files, (line) => names.flatMap(([name, pattern]) => (pattern.test(line) ? [name] : []))),
  ];
}

/** Places whose numbers depend on the JavaScript engine: `Math` beyond the exact, and the power operator. */
export const inexactMath = (files: readonly SourceFile[]): string[] =>
  linesOf(files, (line) => [
    ...[...line.matchAll(new RegExp(`\\bMath\\b(?!\\s*\\.\\s*(?:${EXACT})\\b)(?:\\s*\\.\\s*\\w+)?`, "g"))].map(
      ([use]) => use,
    ),
    ...(/\*\*/.test(line) ? ["**"] : []),
  ]);
