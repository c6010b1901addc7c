import { expect, test } from "vitest";
import { shippedSources } from "../support/source-files.ts";
import { codeOf } from "../support/source-text.ts";
import { inexactMath, touchesHost } from "./purity-rules.ts";

const libraries = shippedSources().filter(({ path }) => path.startsWith("packages/"));
const file = (...lines: string[]) => [{ path: "a.ts", text: lines.join("\n") }];
const found = (rule: typeof inexactMath, line: string) => rule(file("const one = 1;", line));

/**
 * Training measures how long it takes and when to let others run, and a search how much of its budget is left; no number that is
 * kept as a result depends on it.
 */
const TIMERS = /^packages\/forecast\/src\/(?:train|tune)\/[\w-]+\.ts:\d+ uses performance$/;

/** Which of two ways is faster is found by timing them; both give the same bits. */
const FASTER = /^packages\/engine\/src\/parallel\/faster\.ts:\d+ uses performance$/;

/** The one adapter of a library: how Node starts a thread. Nothing else imports it, and it has an entry of its own. */
const NODE_THREADS = /^packages\/engine\/src\/parallel\/node(?:-worker)?\.ts:\d+ imports "node:worker_threads"$/;

/** Time zones are the host's own data: `zone.ts` asks for them in one fixed language and calendar, whatever the user's are. */
const ZONES = /^packages\/forecast\/src\/data\/zone\.ts:\d+ uses the locale$/;

test("libraries touch no host: no Node module, clock, console, network or page", () => {
  expect(libraries.length).toBeGreaterThan(100);
  const allowed = [TIMERS, FASTER, NODE_THREADS, ZONES];
  expect(touchesHost(libraries).filter((place) => !allowed.some((pattern) => pattern.test(place)))).toEqual([]);
});

test("no number of a library comes from the JavaScript engine's own functions", () => {
  expect(inexactMath(libraries)).toEqual([]);
});

test("every way to the host is found", () => {
  for (const line of [
    'import { readFile } from "node:fs";',
    "const home = process.env.HOME;",
    "const bytes = Buffer.from([1]);",
    "console.log(1);",
    "const now = Date.now();",
    "const today = new Date();",
    "const start = performance.now();",
    "await fetch(url);",
    'document.title = "x";',
    "const draw = Math.random();",
    "const shown = value.toLocaleString();",
  ]) {
    expect(found(touchesHost, line).join(), line).toMatch(/^a\.ts:2 /);
  }
  for (const line of [
    "const a = new Date(0);",
    "row.process.x;",
    "// console.log(1)",
    'const t = "process.env";',
    "this.fetch(1);",
  ]) {
    expect(found(touchesHost, line), line).toEqual([]);
  }
});

test("every number of the engine's own is found, and the exact ones are left alone", () => {
  for (const [line, what] of [
    ["Math.exp(1);", "Math.exp"],
    ["Math.pow(2, 3);", "Math.pow"],
    ["const f = Math.hypot;", "Math.hypot"],
    ["const { sin } = Math;", "Math"],
    ["const x = 2 ** 10;", "**"],
    ["x **= 2;", "**"],
    [`\`\${Math.log(2)}\`;`, "Math.log"],
  ] as const) {
    expect(found(inexactMath, line), line).toEqual([`a.ts:2 uses ${what}`]);
  }
  for (const line of ["Math.sqrt(2);", "Math.PI;", "/** a ** b */", "// Math.exp", '"Math.sin";', "`2 ** 3`;"]) {
    expect(found(inexactMath, line), line).toEqual([]);
  }
});

test("comments, strings, templates and patterns are no code, and what stands between them is", () => {
  const blanked = (text: string) => codeOf(text).replace(/ +/g, " ").trim();
  expect(blanked("a; // b\nc; /* d\n e */ f;")).toBe("a; \nc; \n f;");
  expect(blanked(`x = \`a \${b + \`c \${d}\`} e\` + f;`)).toBe("x = b + d + f;");
  expect(blanked('x = "a\\"b" + c;')).toBe('x = " " + c;');
  expect(blanked('x = /[/"]a\\/b/.test(c) && d / e / f;')).toBe("x = .test(c) && d / e / f;");
});
