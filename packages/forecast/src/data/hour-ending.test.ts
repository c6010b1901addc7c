import { expect, test } from "vitest";
import { frameOf, readTable } from "./index.ts";

const HOURS = Array.from({ length: 96 }, (_, i) => ({
  day: `2024-02-${String(27 + Math.floor(i / 24)).padStart(2, "0")}`.replace("2024-02-30", "2024-03-01"),
  hour: (i % 24) + 1,
  load: 100 + ((i * 7919) % 41),
}));
const START = Date.UTC(2024, 1, 27, 1);

async function axisOf(header: string, row: (one: (typeof HOURS)[number]) => string, time?: readonly string[]) {
  const text = `${header}\n${HOURS.map(row).join("\n")}\n`;
  const table = await readTable(new TextEncoder().encode(text), time ? { time } : {});
  expect(table.series).toBeUndefined();
  expect(table.columns.map(({ name }) => name)).toEqual(["load"]);
  return frameOf(table).frame.time;
}

test("hours from 1 to 24 are times that end there, the last at the next day's midnight", async () => {
  const hourly = { start: START, step: { unit: "hour", count: 1 }, length: 96 };
  const plain = ({ day, hour, load }: (typeof HOURS)[number]): string => `${day},${hour},${load}`;
  for (const header of ["date,hour,load", "Date,HE,load", "Date,Hour Ending,load"])
    expect(await axisOf(header, plain)).toMatchObject(hourly);
  expect(await axisOf("date,hour,load", plain, ["date", "hour"])).toMatchObject(hourly);
  const clock = ({ day, hour, load }: (typeof HOURS)[number]): string =>
    `${day} ${`${hour}`.padStart(2, "0")}:00,${load}`;
  expect(await axisOf("when,load", clock)).toMatchObject(hourly);
  const parts = ({ day, hour, load }: (typeof HOURS)[number]): string =>
    `${day.split("-").map(Number).join(",")},${hour},${load}`;
  expect(await axisOf("year,month,day,hour,load", parts)).toMatchObject(hourly);
});

test("24 stands for midnight alone", async () => {
  for (const clock of ["24:01", "24:00:01", "25:00"]) {
    const text = `when,load\n2024-01-01 23:00${clock.length > 5 ? ":00" : ""},1\n2024-01-01 ${clock},2\n2024-01-02 01:00${clock.length > 5 ? ":00" : ""},2\n`;
    await expect(readTable(new TextEncoder().encode(text))).rejects.toMatchObject({ code: "time_unreadable" });
  }
});

test("hours beside a date that alone is given as the time name no series", async () => {
  const text = `date,hour,load\n${HOURS.map(({ day, hour, load }) => `${day},${hour},${load}`).join("\n")}\n`;
  const table = await readTable(new TextEncoder().encode(text), { time: "date" });
  expect(table.series).toBeUndefined();
});
