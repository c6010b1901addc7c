import { expect, test } from "vitest";
import type { Table } from "../contracts/table.ts";
import { airPassengers, frameOf, readTable, tableOf } from "./index.ts";

const read = (text: string, options = {}): Promise<Table> => readTable(new TextEncoder().encode(text), options);

const LONG =
  "shop,ds,y,kind\nb,2020-01,1,x\na,2020-01,5,x\nb,2020-02,2,x\na,2020-02,6,z\nb,2020-03,3,x\na,2020-03,7,x\n";

test("one series of several is taken by its id, in the file's order", async () => {
  const table = await read(LONG, { series: "shop" });
  expect(table).toMatchObject({ layout: "long", series: { name: "shop", categories: ["b", "a"] } });
  const { frame, textColumns, notes } = frameOf(table, { series: "a" });
  expect(frame).toMatchObject({ id: "a", time: { kind: "calendar", length: 3 }, timeName: "ds" });
  expect(frame.columns).toEqual([{ name: "y", values: Float64Array.of(5, 6, 7) }]);
  expect(textColumns).toEqual([{ name: "kind", row: 3, value: "x" }]);
  expect(notes).toContainEqual({ code: "series_found", facts: { column: "shop", series: 2 } });
});

test("of a wide table, one frame says nothing of series: its columns belong to one", async () => {
  const names = Array.from({ length: 20 }, (_, i) => `s${i + 1}`);
  const rows = Array.from({ length: 4 }, (_, t) => names.map((_, i) => String(t * i + 1)).join(","));
  const table = await read(`${names.join(",")}\n${rows.join("\n")}\n`);
  const codes = (notes: readonly { readonly code: string }[]) => notes.map(({ code }) => code);
  expect([table.layout, codes(table.notes)]).toEqual(["wide", ["series_in_columns"]]);
  expect(codes(frameOf(table).notes)).toEqual(["no_time"]);
});

test("an unknown series is answered with the nearest", async () => {
  const table = await read("shop,ds,y\nnorth,2020-01,1\nsouth,2020-01,5\nnorth,2020-02,2\nsouth,2020-02,6\n", {
    series: "shop",
  });
  expect(() => frameOf(table, { series: "nort", file: "x.csv" })).toThrow(
    expect.objectContaining({
      code: "series_unknown",
      details: expect.objectContaining({ hint: 'Did you mean "north"?', option: "--series", file: "x.csv" }),
    }),
  );
  expect(() => frameOf(table)).toThrow(expect.objectContaining({ code: "series_many" }));
});

test("rows of a fault are lines of the file, also within one series", async () => {
  const table = await read("id,ds,y\nb,2020-01,1\na,2020-01,5\nb,2020-02,2\na,2020-03,6\nb,2020-03,3\na,2020-03,7\n");
  expect(() => frameOf(table, { series: "a" })).toThrow(
    expect.objectContaining({ code: "times_repeated", details: expect.objectContaining({ row: 7, column: "ds" }) }),
  );
});

test("values that were filled in stay marked, also in one series of several", async () => {
  const table = await read(LONG, { series: "shop" });
  const marked = { ...table, columns: table.columns.map((c) => ({ ...c, filled: Uint8Array.of(0, 1, 0, 0, 2, 2) })) };
  const { frame } = frameOf(marked as Table, { series: "a" });
  expect(frame.columns[0]!.filled).toEqual(Uint8Array.of(1, 0, 2));
});

test("a frame made a table and a frame again is the same frame", () => {
  const frame = airPassengers();
  expect(frameOf(tableOf(frame)).frame).toEqual(frame);
});
