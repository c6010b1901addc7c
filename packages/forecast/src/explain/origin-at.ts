import { type Frame, Problem } from "../contracts/index.ts";
import { formatTime } from "../data/index.ts";

/**
 * The row of a table, from 0, that a person means by a time as the table writes it (a date alone is its midnight), or by the
 * number of a row from 1.
 * @throws Problem `time_unknown` (usage).
 */
export function originAt(frame: Frame, text: string): number {
  const { time } = frame;
  const asked = plain(text);
  for (let row = time.length - 1; row >= 0; row--) {
    const written = plain(formatTime(time, row));
    if (written === asked || (written.startsWith(`${asked} `) && MIDNIGHT.test(written.slice(asked.length))))
      return row;
  }
  const number = /^\d+$/.test(asked) ? Number(asked) : 0;
  if (number >= 1 && number <= time.length) return number - 1;
  const [first, last] = [formatTime(time, 0), formatTime(time, time.length - 1)];
  throw new Problem("usage", "time_unknown", `The table has no row at "${text}".`, {
    found: text,
    needed: `a time from ${first} to ${last} as the table writes it, or a row from 1 to ${time.length}`,
    hint: `Write it like ${last}.`,
    option: "--at",
  });
}

const plain = (text: string): string => text.trim().replace(/(\d)T(?=\d)/, "$1 ");
const MIDNIGHT = /^ 0?0(?:[:.]00)*(?:\.0+)?(?:Z|[+-]\d\d:?\d\d)?$/;
