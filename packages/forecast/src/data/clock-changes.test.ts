import { expect, test } from "vitest";
import { inspectTable, proposeConfiguration } from "../inspect/index.ts";
import { CHANGING_ZONES, clockChanges, zonesOfStep } from "./clock-changes.ts";
import { frameOf, readTable } from "./index.ts";
import { isZone } from "./zone.ts";

const hour = (text: string): number => Date.parse(`${text}:00Z`) / 3_600_000;
const read = (lines: readonly string[], zone?: string) =>
  readTable(new TextEncoder().encode(`when,y\n${lines.join("\n")}\n`), {
    file: "days.csv",
    ...(zone === undefined ? {} : { zone }),
  });

test("the hours that clocks skip and double are those of the time zone database", () => {
  const year = (zone: string) => clockChanges(zone, Date.UTC(2023, 0), Date.UTC(2024, 0)).map((change) => change.hour);
  expect(year("Europe/Berlin")).toEqual([hour("2023-03-26T02:00"), hour("2023-10-29T02:00")]);
  expect(year("America/Denver")).toEqual([hour("2023-03-12T02:00"), hour("2023-11-05T01:00")]);
  expect(year("Australia/Sydney")).toEqual([hour("2023-04-02T02:00"), hour("2023-10-01T02:00")]);
  expect(year("Europe/Moscow")).toEqual([]);
  // Until 2006 America changed its clocks on other days.
  expect(clockChanges("America/Denver", Date.UTC(2006, 0), Date.UTC(2006, 6))).toEqual([
    { hour: hour("2006-04-02T02:00"), kind: "skipped" },
  ]);
  expect(CHANGING_ZONES.filter((zone) => !isZone(zone))).toEqual([]);
});

test("a step over the hour that a clock skips or doubles names the zones, another step none", () => {
  const zones = (before: string, now: string) => zonesOfStep(Date.parse(`${before}Z`), Date.parse(`${now}Z`));
  expect(zones("2023-03-26T01:45:00", "2023-03-26T03:00:00")).toEqual(["Europe/Berlin"]);
  expect(zones("2023-10-29T02:00:00", "2023-10-29T02:00:00")).toEqual(["Europe/Berlin"]);
  expect(zones("2023-11-05T01:45:00", "2023-11-05T01:00:00")).toContain("America/Chicago");
  expect(zones("2023-03-26T04:00:00", "2023-03-26T06:00:00")).toEqual([]);
  expect(zones("2023-03-25T00:00:00", "2023-03-27T00:00:00")).toEqual([]);
});

/** Midnights from the 1st of March 2023 on, with the offset of a clock that is put forward on a day of that month. */
const days = (forward: number, winter: string, summer: string): string[] =>
  Array.from({ length: 60 }, (_, i) => {
    const day = new Date(Date.UTC(2023, 2, 1 + i)).toISOString().slice(0, 10);
    return `${day}T00:00:00${i < forward ? winter : summer},${100 + ((i * 7919) % 13)}`;
  });

test("days whose offsets follow a zone are days in it, which is found, proposed and said where they do not fit", async () => {
  for (const [zone, lines] of [
    ["Europe/Berlin", days(26, "+01:00", "+02:00")],
    ["America/Chicago", days(12, "-06:00", "-05:00")],
  ] as const) {
    const table = await read(lines);
    const inspection = await inspectTable(table);
    expect(inspection.findings).toMatchObject([
      { code: "mixed_times", facts: { zones: zone, zone }, repair: { table: { zone } } },
    ]);
    expect(proposeConfiguration(inspection).table).toEqual({ time: "when", zone });
    expect(() => frameOf(table)).toThrow(
      expect.objectContaining({
        code: "times_irregular",
        details: expect.objectContaining({ hint: expect.stringContaining(`--zone ${zone}`) }),
      }),
    );
    const zoned = await read(lines, zone);
    expect(zoned.notes.map(({ code }) => code)).not.toContain("time_offsets_differ");
    expect(frameOf(zoned).frame.time).toMatchObject({ step: { unit: "day", count: 1 }, length: 60 });
  }
});

test("offsets that no clock has at that time name no zone", async () => {
  const table = await read(days(20, "+01:00", "+02:00"));
  expect(table.notes).toEqual([{ code: "time_offsets_differ", facts: { written_as: "UTC" } }]);
  expect(() => frameOf(table)).toThrow(
    expect.objectContaining({ details: expect.objectContaining({ hint: expect.not.stringContaining("--zone") }) }),
  );
});

test("the message on a doubled hour says which zones would read it", async () => {
  const lines = ["00", "01", "02", "02", "03"].map((clock, i) => `2023-10-29 ${clock}:00,${i}`);
  const table = await read(lines);
  expect(() => frameOf(table)).toThrow(
    expect.objectContaining({
      code: "times_repeated",
      details: expect.objectContaining({ hint: expect.stringContaining("--zone Europe/Berlin") }),
    }),
  );
});
