import { Problem } from "../../contracts/problem.ts";
import type { Step } from "../../contracts/time-axis.ts";

/** What stands before `@data`. */
export interface TsfHeader {
  /** Names and kinds of what each series says about itself, in order. */
  readonly attributes: readonly { readonly name: string; readonly kind: "string" | "numeric" | "date" }[];
  /** Absent where the file names no frequency. */
  readonly step?: Step;
  /** Where the line behind `@data` begins, in characters, and its number. */
  readonly at: number;
  readonly line: number;
}

/** Reads the header of a .tsf text. Throws `tsf_broken` with the line. */
export function readTsfHeader(text: string): TsfHeader {
  const attributes: { name: string; kind: "string" | "numeric" | "date" }[] = [];
  let step: Step | undefined;
  let line = 1;
  for (let at = 0; at < text.length; line++) {
    const next = text.indexOf("\n", at);
    const end = next < 0 ? text.length : next;
    const words = text
      .slice(at, Math.min(end, at + 1000))
      .trim()
      .split(/\s+/);
    at = end + 1;
    const tag = words[0]!.toLowerCase();
    if (tag === "@data") return { attributes, ...(step ? { step } : {}), at, line: line + 1 };
    if (tag === "@attribute") attributes.push(attributeOf(words, line));
    else if (tag === "@frequency") step = stepOf(words[1] ?? "", line);
    else if (tag !== "" && !tag.startsWith("#") && !OTHERS.has(tag)) {
      throw tsfBroken(line, words.join(" "), "a line that begins with @ or #, up to the line @data");
    }
  }
  throw tsfBroken(line, "the end of the file", "the line @data with the series behind it");
}

/** The problem of a line that is not as the format wants it. */
export function tsfBroken(row: number, found: string, needed: string): Problem {
  return new Problem("data", "tsf_broken", `Line ${row} is not as a .tsf file has it.`, {
    found: found.slice(0, 60),
    needed,
    hint: "Look at this line in a text editor, or download the file again.",
    row,
  });
}

/** Said about the file as a whole; nothing here changes how it is read. */
const OTHERS = new Set(["@relation", "@horizon", "@missing", "@equallength"]);

function attributeOf(words: readonly string[], line: number) {
  const [, name, kind] = words;
  if (words.length === 3 && name && (kind === "string" || kind === "numeric" || kind === "date"))
    return { name, kind } as const;
  throw tsfBroken(line, words.join(" "), "@attribute, a name, and string, numeric or date");
}

const UNITS: Readonly<Record<string, Step>> = {
  yearly: { unit: "year", count: 1 },
  quarterly: { unit: "quarter", count: 1 },
  monthly: { unit: "month", count: 1 },
  weekly: { unit: "week", count: 1 },
  daily: { unit: "day", count: 1 },
  hourly: { unit: "hour", count: 1 },
  half_hourly: { unit: "minute", count: 30 },
  minutely: { unit: "minute", count: 1 },
  secondly: { unit: "second", count: 1 },
};

/** `monthly`, `half_hourly`, `10_minutes`, `4_seconds` … */
function stepOf(text: string, line: number): Step {
  const word = text.toLowerCase();
  const named = UNITS[word];
  if (named && Object.hasOwn(UNITS, word)) return named;
  const match = /^(\d{1,4})_?(second|minute|hour|day|week|month|quarter|year)(?:s|ly)?$/.exec(word);
  const count = Number(match?.[1]);
  if (match && count > 0) return { unit: match[2] as Step["unit"], count };
  throw tsfBroken(line, text || "no frequency", "a frequency such as monthly, half_hourly or 10_minutes");
}
