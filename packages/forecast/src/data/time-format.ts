import type { TimeFormat } from "../contracts/time-axis.ts";
import { isoWeekOf, MONTHS } from "./time-words.ts";
import { clockOf } from "./zone.ts";

const TOKEN = /\[([^\]]*)\]|YYYY|YY|GGGG|WW|E|Q|MMMM|MMM|MM?|DD?|HH?|hh?|mm|ss|S+|A|X|x/g;
const OFFSET = /([+-])(\d{2})(?::?(\d{2}))?$/;

/** True where times written in this format say how far they are from UTC. */
export function namesOffset(format: TimeFormat): boolean {
  return /(?:Z|UTC|\[GMT\]|[+-]\d{2}(?::?\d{2})?|X|x)$/.test(format);
}

/** Milliseconds by which times written in this format run ahead of UTC; 0 where it names no offset. */
export function offsetOf(format: TimeFormat): number {
  const match = OFFSET.exec(format);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === "-" ? -minutes : minutes) * 60_000;
}

/**
 * Writes epoch milliseconds in a format; anything that the format does not mention is left out. With a `zone`, as its clock
 * shows them.
 */
export function writeTime(format: TimeFormat, ms: number, zone?: string): string {
  const local = zone === undefined ? ms + offsetOf(format) : clockOf(zone, ms);
  const date = new Date(local);
  const pad = (value: number, width: number): string => String(value).padStart(width, "0");
  return format.replace(TOKEN, (token, literal: string | undefined) => {
    if (literal !== undefined) return literal;
    switch (token[0]) {
      case "Y":
        return pad(date.getUTCFullYear(), 4).slice(-token.length);
      case "M":
        return token.length < 3
          ? pad(date.getUTCMonth() + 1, token.length)
          : MONTHS[date.getUTCMonth()]!.slice(0, token.length === 3 ? 3 : undefined);
      case "D":
        return pad(date.getUTCDate(), token.length);
      case "H":
        return pad(date.getUTCHours(), token.length);
      case "h":
        return pad(((date.getUTCHours() + 11) % 12) + 1, token.length);
      case "m":
        return pad(date.getUTCMinutes(), 2);
      case "s":
        return pad(date.getUTCSeconds(), 2);
      case "A":
        return date.getUTCHours() < 12 ? "AM" : "PM";
      case "Q":
        return String(Math.floor(date.getUTCMonth() / 3) + 1);
      case "G":
        return pad(isoWeekOf(local).year, 4);
      case "W":
        return pad(isoWeekOf(local).week, 2);
      case "E":
        return String(isoWeekOf(local).weekday);
      case "X":
        return String(ms / 1000);
      case "x":
        return String(ms);
      default:
        return fraction(ms).slice(0, token.length);
    }
  });
}

/** Six digits behind the second: 4 microseconds are `000004`. */
function fraction(ms: number): string {
  const micros = Math.round((ms - Math.floor(ms / 1000) * 1000) * 1000);
  return String(Math.min(micros, 999_999)).padStart(6, "0");
}
