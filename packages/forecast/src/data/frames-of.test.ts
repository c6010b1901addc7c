import { expect, test } from "vitest";
import { framesOf, holdsPanel, readTable } from "./index.ts";

const table = (text: string) => readTable(new TextEncoder().encode(text), { file: "t.csv" });
const long =
  "unique_id,ds,y\na,2024-01-01,1\nb,2024-01-01,10\na,2024-01-02,2\nb,2024-01-02,20\na,2024-01-03,3\nc,2024-01-01,7\n";

test("every series of a long table becomes a frame of its own; one of a single row is left out with a note", async () => {
  const read = await table(long);
  const { frames, notes } = framesOf(read);
  expect(frames.map(({ id, time, columns }) => [id, time.length, [...columns[0]!.values]])).toEqual([
    ["a", 3, [1, 2, 3]],
    ["b", 2, [10, 20]],
  ]);
  expect(notes.at(-1)).toEqual({ code: "series_of_one_row", facts: { count: 1, first: "c" } });
  expect(holdsPanel(read, "y")).toBe(true);
});

test("columns are series where the target is y and no column is called so", async () => {
  const names = ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "s12"];
  const rows = ["2024-01", "2024-02", "2024-03"].map((ds, t) => [ds, ...names.map((_, s) => 10 * s + t)].join(","));
  const read = await table([["month", ...names].join(","), ...rows].join("\n"));
  expect(holdsPanel(read, "y")).toBe(true);
  expect(holdsPanel(read, "s3")).toBe(false);
  const { frames, notes } = framesOf(read, { target: "y" });
  expect(frames).toHaveLength(12);
  expect(frames[2]).toMatchObject({ id: "s3", timeName: "month", columns: [{ name: "y" }] });
  expect([...frames[2]!.columns[0]!.values]).toEqual([20, 21, 22]);
  expect(notes.at(-1)).toEqual({ code: "columns_as_series", facts: { series: 12 } });
});

test("a column beside numbered ones is an input of all series and none of them", async () => {
  const names = Array.from({ length: 20 }, (_, s) => `s${s + 1}`);
  const rows = ["2024-01", "2024-02", "2024-03"].map((ds, t) =>
    [ds, t % 2, ...names.map((_, s) => 10 * s + t)].join(","),
  );
  const read = await table([["month", "slot", ...names].join(","), ...rows].join("\n"));
  const { frames, notes } = framesOf(read, { target: "y" });
  expect(frames.map(({ id }) => id)).toEqual(names);
  expect(frames[2]!.columns.map(({ name, values }) => [name, ...values])).toEqual([
    ["y", 20, 21, 22],
    ["slot", 0, 1, 0],
  ]);
  expect(notes.slice(-2)).toEqual([
    { code: "columns_as_series", facts: { series: 20 } },
    { code: "columns_beside_series", facts: { columns: "slot" } },
  ]);
});

test("a file of one series is a panel of one, and no panel for who asks", async () => {
  const read = await table("ds,y\n2024-01-01,1\n2024-01-02,2\n");
  expect(holdsPanel(read, "y")).toBe(false);
  expect(framesOf(read).frames.map(({ id }) => id)).toEqual(["t"]);
});

test("a series whose times do not keep a step is named", async () => {
  const read = await table(long.replace("b,2024-01-02", "b,2024-01-02").replace("a,2024-01-03", "a,2024-01-02"));
  expect(() => framesOf(read, { file: "t.csv" })).toThrow('Series "a": Row 6: the time repeats 2024-01-02');
});
