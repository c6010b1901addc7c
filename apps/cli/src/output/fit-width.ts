import { Help } from "commander";

/** Room for a description beside its term; where there is less, it goes below. */
const BESIDE = 24;
const BELOW = 6;

/**
 * The help with no line wider than the terminal, where words let it: paragraphs are wrapped anew, what is described goes below its
 * term where there is little room beside it, and a command goes on behind a backslash.
 */
export function fitWidth(text: string, width: number): string {
  const paragraphs: string[][] = [];
  for (const line of text.split("\n")) {
    const last = paragraphs.at(-1);
    if (isProse(line) && last !== undefined && isProse(last[0]!)) last.push(line);
    else paragraphs.push([line]);
  }
  return paragraphs
    .flatMap((lines) => {
      if (lines.every((line) => line.length <= width)) return lines;
      return lines.length > 1 || isProse(lines[0]!) ? wrapped(lines.join(" "), width) : indented(lines[0]!, width);
    })
    .join("\n");
}

const PLAIN = "(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+";
const WORD = new RegExp(`--${PLAIN} (?!-)${PLAIN}|${PLAIN}`, "g");

const isProse = (line: string): boolean => /^\S/.test(line);

function wrapped(text: string, width: number, indent = 0): string[] {
  const help = new Help();
  help.minWidthToWrap = 1;
  const lines = help.boxWrap(text, Math.max(1, width - indent)).split("\n");
  return lines.map((line) => " ".repeat(indent) + line);
}

function indented(line: string, width: number): string[] {
  const [, start = "", rest = ""] = /^(\s+)(.*)$/.exec(line) ?? [];
  if (rest.startsWith("$ ")) return command(rest, start, width);
  const [, term = "", gap = "", described = ""] = /^(.*?\S)(\s{2,})(\S.*)$/.exec(rest) ?? [];
  if (term === "") return wrapped(rest, width, start.length);
  const beside = start.length + term.length + gap.length;
  if (width - beside < BESIDE) return [start + term, ...wrapped(described, width, BELOW)];
  const [first = "", ...further] = wrapped(described, width, beside);
  return [start + term + gap + first.trimStart(), ...further];
}

/** Broken between its words: what stands in quotes is one, and so is an option with its value. */
function command(text: string, start: string, width: number): string[] {
  const lines: string[] = [];
  let line = start;
  for (const word of text.match(WORD) ?? []) {
    const longer = line.trim() === "" ? line + word : `${line} ${word}`;
    if (longer.length + 2 > width && line.trim() !== "" && line.trim() !== "$") {
      lines.push(`${line} \\`);
      line = " ".repeat(BELOW) + word;
    } else line = longer;
  }
  return [...lines, line];
}
