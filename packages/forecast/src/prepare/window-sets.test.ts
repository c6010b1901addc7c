import { expect, test } from "vitest";
import { frameFrom } from "../data/index.ts";
import {
  fitPreparation,
  ModelTable,
  originsWithin,
  type PreparationSpec,
  prepareFrame,
  type Windows,
  windowsOf,
} from "./index.ts";

const y = Float64Array.from({ length: 60 }, (_, t) => (t === 50 ? Number.NaN : t % 5));
const frame = frameFrom({ columns: { y } });
const task = { target: "y", past: [], future: [], calendar: [], lookback: 3, horizon: 4 };
const spec: PreparationSpec = { target: [{ kind: "forward_fill" }], covariates: [], window: "none" };
const preparation = fitPreparation(spec, frame, task, 40);
const counts = ({ known, rows }: Windows) => ({ known, rows });

test("windows that overlap share their rows: each known row can tell something once", () => {
  const prepared = prepareFrame(preparation, frame, task);
  const of = (origins: Int32Array) => counts(windowsOf(prepared, origins));
  // Rows 40 to 59 but for row 50, which four of the seventeen windows hold.
  expect(of(originsWithin(prepared, 40, 60))).toEqual({ known: 64, rows: 19 });
  expect(of(Int32Array.of(40, 44, 51))).toEqual({ known: 12, rows: 12 });
  expect(of(new Int32Array())).toEqual({ known: 0, rows: 0 });
});

test("a long table counts them alike, across the borders of its parts", () => {
  const windows = new ModelTable(preparation, frame, task, { whole: 10, block: 1 }).within(40, 60);
  expect([...windows.inOrder()].length).toBeGreaterThan(2);
  expect(counts(windows)).toEqual({ known: 64, rows: 19 });
});
