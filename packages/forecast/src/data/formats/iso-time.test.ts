import { expect, test } from "vitest";
import { clockTime, isoTime } from "./iso-time.ts";

const FIRST = Date.UTC(2000, 0, 1) - 1999 * 365.2425 * 86_400_000;
/** Odd, so that the hours, minutes and seconds all come round. */
const STEP = 86_400_000 * 297 + 45_296_000;

test("times are written as JavaScript's own ISO text has them, from the year 1 on, before 1970 and after", () => {
  for (let ms = Math.ceil(FIRST / 1000) * 1000 + 86_400_000 * 2; ms < 253_402_300_800_000; ms += STEP) {
    const iso = new Date(ms).toISOString();
    const [day, clock] = [iso.slice(0, 10), iso.slice(11, 19)];
    expect(isoTime(ms, 0)).toBe(day);
    expect(isoTime(ms, 1)).toBe(`${day} ${clock}`);
    expect(isoTime(ms + 1000, 1, "Z")).toBe(`${new Date(ms + 1000).toISOString().slice(0, 19).replace("T", " ")}Z`);
    expect(clockTime(ms, 0)).toBe(clock);
  }
  expect(isoTime(-1000, 1)).toBe("1969-12-31 23:59:59");
  expect(isoTime(-62_135_596_800_000, 1)).toBe("0001-01-01 00:00:00");
  expect(isoTime(253_402_300_799_000, 1)).toBe("9999-12-31 23:59:59");
  expect(isoTime(253_402_300_800_000, 1)).toBe("");
});
