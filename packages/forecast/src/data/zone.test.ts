import { expect, test } from "vitest";
import { describeStep, formatTime, frameOf, readTable, tableOf, timeAt } from "./index.ts";
import { clockOf, timesOfClock } from "./zone.ts";

const read = (text: string, options = {}) => readTable(new TextEncoder().encode(text), options);

/** In Berlin the clock went from 02:00 to 03:00 on 29 March 2020, and from 03:00 back to 02:00 on 25 October. */
const SPRING = ["2020-03-29 00:00", "2020-03-29 01:00", "2020-03-29 03:00", "2020-03-29 04:00"];
const AUTUMN = ["2020-10-25 01:00", "2020-10-25 02:00", "2020-10-25 02:00", "2020-10-25 03:00"];

for (const [title, times, start] of [
  ["skipped", SPRING, Date.UTC(2020, 2, 28, 23)],
  ["repeated", AUTUMN, Date.UTC(2020, 9, 24, 23)],
] as const) {
  test(`an hour that the clock ${title} leaves hours even in its zone, and not without it`, async () => {
    const text = `ds,y\n${times.map((time, i) => `${time},${i}`).join("\n")}\n`;
    const { frame, notes } = frameOf(await read(text, { zone: "Europe/Berlin" }));
    expect(frame.time).toMatchObject({ start, step: { unit: "hour", count: 1 }, length: 4, zone: "Europe/Berlin" });
    expect(times.map((_, row) => formatTime(frame.time, row))).toEqual(times);
    expect(notes[0]).toEqual({
      code: "time_zone",
      facts: { zone: "Europe/Berlin", repeated_hours: title === "repeated" ? 1 : 0 },
    });
    expect(frameOf(tableOf(frame)).frame).toEqual(frame);
    const plain = await read(text);
    expect(() => frameOf(plain)).toThrow();
  });
}

test("days in a zone follow its calendar: one of them has 23 hours", async () => {
  const { frame } = frameOf(
    await read("ds,y\n2020-03-27,1\n2020-03-28,2\n2020-03-29,3\n2020-03-30,4\n", { zone: "Europe/Berlin" }),
  );
  expect(frame.time.kind === "calendar" && describeStep(frame.time.step)).toBe("1 day");
  const hours = [1, 2, 3].map((row) => (timeAt(frame.time, row) - timeAt(frame.time, row - 1)) / 3_600_000);
  expect(hours).toEqual([24, 24, 23]);
  expect(formatTime(frame.time, 4)).toBe("2020-03-31");
});

test("months in a zone begin at its midnight", async () => {
  const { frame } = frameOf(await read("ds,y\n2020-03,1\n2020-04,2\n2020-05,3\n", { zone: "Asia/Shanghai" }));
  expect(frame.time).toMatchObject({ start: Date.UTC(2020, 1, 29, 16), step: { unit: "month", count: 1 } });
  expect(formatTime(frame.time, 3)).toBe("2020-06");
});

test("a time that the clock skips is noted with its row", async () => {
  const table = await read("ds,y\n2020-03-29 01:30,1\n2020-03-29 02:30,2\n", { zone: "Europe/Berlin" });
  expect(table.notes).toContainEqual({
    code: "time_skipped_by_clock",
    facts: { zone: "Europe/Berlin", rows: 1, row: 3 },
  });
});

test("times with an offset stay the instants that they are and are shown in the zone", async () => {
  const { frame } = frameOf(await read("ds,y\n2020-07-01T00:00Z,1\n2020-07-01T01:00Z,2\n", { zone: "Asia/Tokyo" }));
  expect([timeAt(frame.time, 0), formatTime(frame.time, 0)]).toEqual([Date.UTC(2020, 6, 1), "2020-07-01T09:00"]);
});

test("an unknown zone is refused", async () => {
  await expect(read("ds,y\n2020-01,1\n2020-02,2\n", { zone: "Europe/Atlantis" })).rejects.toMatchObject({
    kind: "usage",
    code: "zone_unknown",
  });
});

test("every clock time of a year in a zone is the clock of its times", () => {
  for (let local = Date.UTC(2021, 0, 1); local < Date.UTC(2022, 0, 1); local += 1_800_000) {
    const times = timesOfClock("Australia/Lord_Howe", local);
    expect(times.length).toBeLessThanOrEqual(2);
    for (const time of times) expect(clockOf("Australia/Lord_Howe", time)).toBe(local);
  }
});
