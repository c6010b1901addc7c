import type { TimeFormat } from "../contracts/time-axis.ts";

const TOKEN = /YYYY|MM?|DD?|HH?|mm|ss|S+/g;
const OFFSET = /([+-])(\d{2})(?::?(\d{2}))?$/;

/** Milliseconds by which times written in this format run ahead of UTC; 0 where it names no offset. */
export function offsetOf(format: TimeFormat): number {
  const match = OFFSET.exec(format);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === "-" ? -minutes : minutes) * 60_000;
}

/** Writes epoch milliseconds in a format; anything that the format does not mention is left out. */
export function writeTime(format: TimeFormat, ms: number): string {
  const date = new Date(ms + offsetOf(format));
  const pad = (value: number, width: number): string => String(value).padStart(width, "0");
  return format.replace(TOKEN, (token) => {
    switch (token[0]) {
      case "Y":
        return pad(date.getUTCFullYear(), 4);
      case "M":
        return pad(date.getUTCMonth() + 1, token.length);
      case "D":
        return pad(date.getUTCDate(), token.length);
      case "H":
        return pad(date.getUTCHours(), token.length);
      case "m":
        return pad(date.getUTCMinutes(), 2);
      case "s":
        return pad(date.getUTCSeconds(), 2);
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
