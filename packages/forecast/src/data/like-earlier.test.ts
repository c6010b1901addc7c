import { expect, test } from "vitest";
import { type EarlierReading, readTable, tableFromRows } from "./index.ts";

const read = (text: string, like?: EarlierReading) =>
  readTable(new TextEncoder().encode(text), like === undefined ? {} : { like });
const valuesOf = async (text: string, like?: EarlierReading) => {
  const { columns, notes } = await read(text, like);
  const [column] = columns;
  return { values: column?.kind === "number" ? [...column.values] : [], codes: notes.map(({ code }) => code) };
};

const COMMAS = "ds;y\n2022-01-01;1.512,5\n2022-01-02;1.498,25\n";
const THOUSANDS = "ds;y\n2022-01-03;1.104\n2022-01-04;1.099\n";

test("A table says which decimal mark its numbers have, where they have one", async () => {
  expect((await read(COMMAS)).decimal).toBe(",");
  expect((await read("ds,y\n2022-01-01,1.5\n2022-01-02,2\n")).decimal).toBe(".");
  expect((await read("ds,y\n01.02.2022,1\n02.02.2022,2\n")).decimal).toBeUndefined();
});

test("Numbers that could be read in two ways are read as in the file that this one goes on from", async () => {
  expect((await valuesOf(THOUSANDS)).values).toEqual([1.104, 1.099]);
  const { values, codes } = await valuesOf(THOUSANDS, { decimal: "," });
  expect(values).toEqual([1104, 1099]);
  expect(codes).toContain("numbers_grouped");
  expect((await valuesOf(THOUSANDS.replaceAll(".", ","), { decimal: "." })).values).toEqual([1104, 1099]);
});

test("Numbers that can be read in one way alone are, and where that differs a note says so", async () => {
  const points = "ds;y\n2022-01-03;1104.5\n2022-01-04;1099.25\n";
  const { values, codes } = await valuesOf(points, { decimal: "," });
  expect(values).toEqual([1104.5, 1099.25]);
  expect(codes).toContain("decimal_differs");
  expect((await valuesOf(COMMAS, { decimal: "," })).codes).toEqual(["decimal_comma", "numbers_grouped"]);
  // An integer says nothing of decimals.
  expect((await valuesOf("ds;y\n2022-01-03;1104\n2022-01-04;1099\n", { decimal: "," })).codes).toEqual([]);
});

test("Formats that hold numbers as such have no mark that could be mistaken", async () => {
  async function* rows() {
    yield [
      ["ds", "y"],
      ["2022-01-01", "1.104"],
      ["2022-01-02", "1.099"],
    ].map((cells, i) => ({ cells, line: i + 1 }));
  }
  const { columns, decimal } = await tableFromRows(rows(), { like: { decimal: "," } });
  expect(columns[0]).toMatchObject({ values: Float64Array.of(1.104, 1.099) });
  expect(decimal).toBeUndefined();
});

const firstTime = async (text: string, like?: EarlierReading) => {
  const { time, notes } = await read(text, like);
  return { time: new Date(time!.values[0]!).toISOString().slice(0, 13), format: time!.format, notes };
};
const HOURS = (day: string) => `ds,y\n${["00", "01", "02"].map((hour) => `${day} ${hour}:00,1\n`).join("")}`;

test("Dates that could begin with their day or their month do so as in the file that this one goes on from", async () => {
  const american = await firstTime(HOURS("11/03/2022"), { time: "MM/DD/YYYY HH:mm" });
  expect(american).toMatchObject({ time: "2022-11-03T00", format: "MM/DD/YYYY HH:mm", notes: [] });
  expect(await firstTime(HOURS("11/03/2022"), { time: "D.M.YYYY" })).toMatchObject({
    time: "2022-03-11T00",
    notes: [],
  });
  // An ISO date says nothing of the order in other files.
  const iso = await firstTime(HOURS("11/03/2022"), { time: "YYYY-MM-DD" });
  expect(iso).toMatchObject({ time: "2022-03-11T00", notes: [{ code: "time_ambiguous" }] });
});

test("Dates that contradict it are read as they stand, and told; those that it makes uneven are told as well", async () => {
  const { time, notes } = await firstTime(HOURS("25/03/2022"), { time: "MM/DD/YYYY" });
  expect(time).toBe("2022-03-25T00");
  expect(notes).toEqual([{ code: "dates_differ", facts: { read_as: "DD/MM/YYYY HH:mm", before: "MM/DD/YYYY" } }]);
  const days = ["01/03/2022", "02/03/2022", "03/03/2022"].map((day) => HOURS(day).slice("ds,y\n".length));
  const uneven = await firstTime(`ds,y\n${days.join("")}`.replaceAll("01:00", "08:00").replaceAll("02:00", "16:00"), {
    time: "MM/DD/YYYY",
  });
  expect(uneven.time).toBe("2022-01-03T00");
  expect(uneven.notes).toMatchObject([{ code: "dates_uneven", facts: { or: "DD/MM/YYYY HH:mm", or_step: "8 hours" } }]);
});
