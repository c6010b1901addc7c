import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { readModelFile, writeModelFile } from "../../artifact/index.ts";
import { frameFrom, sliceRows } from "../../data/index.ts";
import { Forecaster } from "../forecaster.ts";
import { fit, loadModel } from "../index.ts";
import { dailyTable, QUICK, withValues } from "../series.fixture.ts";
import type { ForecastSession, SessionRow } from "./forecast-session.ts";
import { answerOf, knownAfter, rowOf } from "./sessions.fixture.ts";

const DAY = 86_400_000;
const table = dailyTable(200);
const past = sliceRows(table, 0, 160);
const { model } = await fit(past, { ...QUICK, epochs: 1, past: ["wind"], calendar: ["weekday"] });
const { model: planned } = await fit(past, { ...QUICK, epochs: 1, future: ["plan"] });
afterAll(() => {
  model.close();
  planned.close();
});

const refused = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return expect.unreachable("it should have been refused");
};

test.each([
  [{ y: 1, wind: 2, humidity: 3 }, "column_unknown", 'The model has no column "humidity".'],
  [{ y: 1, wimd: 2, wind: 2 }, "column_unknown", 'The model has no column "wimd".'],
  [{ y: 1 }, "column_missing", 'The row says nothing of "wind".'],
  [{ wind: 1 }, "column_missing", 'The row says nothing of "y".'],
  [{ y: 1, wind: undefined }, "column_missing", 'The row says nothing of "wind".'],
  [{ y: Number.POSITIVE_INFINITY, wind: 1 }, "not_a_number", 'The reading of "y" is not a number.'],
  [{ y: 1, wind: "2,5" }, "not_a_number", 'The reading of "wind" is not a number.'],
  [{ y: 1, wind: [1] }, "not_a_number", 'The reading of "wind" is not a number.'],
  [{ y: -1e300, wind: 1 }, "values_too_large", 'Column "y" holds -1e+300.'],
])("a row that is none is refused and changes nothing: %j", (row, code, message) => {
  const session = model.session();
  const before = session.latest();
  expect(refused(() => session.push(row as SessionRow))).toMatchObject({
    name: "Problem",
    kind: "data",
    code,
    message,
  });
  expect(session.latest()).toEqual(before);
  expect(session.nextTime).toBe(Date.UTC(2024, 0, 1) + 160 * DAY);
  const next = session.push(rowOf(table, 160, model));
  expect(next).toEqual(answerOf(knownAfter(table, 161, model), model));
  session.close();
});

test.each([
  [{ y: 1 }, "column_missing"],
  [{ y: 1, plan: 1 }, "future_missing"],
  [{ y: 1, plan: null }, "future_missing"],
  [{ y: 1, plan: [1, 1, 1] }, "future_missing"],
  [{ y: 1, plan: [1, 1, 1, 1, 1] }, "future_missing"],
  [{ y: 1, plan: "1111" }, "future_missing"],
  [{ y: 1, plan: [1, 1, 1, "1"] }, "not_a_number"],
])("what is known in advance must be given for the row and the horizon: %j", (row, code) => {
  const session = planned.session();
  const problem = refused(() => session.push(row as unknown as SessionRow));
  expect(problem).toMatchObject({ name: "Problem", kind: "data", code, details: { column: "plan" } });
  expect(session.push({ y: 60, plan: [1, 1, Number.NaN, 1] })).toEqual(new Float64Array(3).fill(Number.NaN));
  expect(session.push({ y: 60, plan: [1, 1, 1, 0] }).every(Number.isFinite)).toBe(true);
  session.close();
});

test("a time that does not follow is refused with the one that does", () => {
  const session = model.session();
  const time = session.nextTime;
  expect(refused(() => session.push({ y: 1, wind: 1 }, time + DAY))).toMatchObject({
    code: "time_differs",
    details: {
      found: `a row at 2024-06-10 (${time + DAY})`,
      needed: `the row at 2024-06-09 (${time})`,
      hint: "Push the rows between first, null in every column where nothing was read.",
    },
  });
  expect(refused(() => session.push({ y: 1, wind: 1 }, time - DAY))).toMatchObject({
    details: { hint: "Leave out rows that were pushed before." },
  });
  expect(refused(() => session.push({ y: 1, wind: 1 }, Number.NaN))).toMatchObject({ code: "time_differs" });
  expect(refused(() => session.push({ y: 1, wind: 1 }, 1e300))).toMatchObject({ code: "time_differs" });
  session.push({ y: 1, wind: 1 }, time);
  expect(session.nextTime).toBe(time + DAY);
  session.close();
});

test("a row without a reading of the target leaves the last forecast, which says where it starts", () => {
  const session = model.session();
  const first = session.push({ y: 61, wind: 3 });
  const { lastRead } = session;
  expect(session.push({ y: null, wind: 3 })).toEqual(first);
  expect(session.push({ y: Number.NaN, wind: null })).toEqual(first);
  expect([session.lastRead, session.nextTime]).toEqual([lastRead, lastRead + 3 * DAY]);
  expect(session.push({ y: 61, wind: 3 })).not.toEqual(first);
  expect(session.lastRead).toBe(lastRead + 3 * DAY);
  session.close();
});

test("an answer is the caller's own", () => {
  const session = model.session();
  session.push({ y: 61, wind: 3 }).fill(0);
  session.latest().fill(0);
  expect(session.latest().every((value) => value > 1)).toBe(true);
  session.close();
});

test("a table without a single reading begins at its first row", () => {
  const empty = withValues(sliceRows(table, 0, 5), "y", () => Number.NaN);
  const session = model.session({ frame: empty });
  expect([session.lastRead, session.nextTime]).toEqual([Number.NaN, Date.UTC(2024, 0, 1)]);
  for (let row = 0; row < 40; row++) {
    const whole = answerOf(knownAfter(table, row + 1, model), model);
    expect(session.push(rowOf(table, row, model))).toEqual(whole);
  }
  expect(session.latest().every(Number.isFinite)).toBe(true);
  session.close();
});

test("values that cleaning put in are inputs; behind the last reading they are nothing", () => {
  const filled = Uint8Array.from({ length: 160 }, (_, row) => ((row >= 150 && row < 153) || row >= 158 ? 1 : 0));
  const columns = past.columns.map((column) => (column.name === "y" ? { ...column, filled } : column));
  const frame = { ...past, columns };
  const session = model.session({ frame });
  expect(session.latest()).toEqual(model.forecast({ frame }).forecasts.values);
  expect(session.nextTime).toBe(Date.UTC(2024, 0, 1) + 158 * DAY);
  expect(session.push(rowOf(table, 158, model))).toEqual(answerOf(knownAfter(table, 159, model), model));
  session.close();
});

test("a table that does not fit the model is refused as a forecast refuses it", () => {
  const hourly = frameFrom({ start: "2024-01-01", step: "hour", columns: { y: [1, 2], wind: [1, 2] } });
  expect(refused(() => model.session({ frame: hourly }))).toMatchObject({ code: "step_differs" });
});

test("a closed session says so, and so does one of a closed model", async () => {
  const session = model.session();
  session.close();
  session.close();
  expect(refused(() => session.push({ y: 1, wind: 1 }))).toMatchObject({
    kind: "usage",
    code: "session_closed",
    message: "This session was closed.",
  });
  await expect(session.save()).rejects.toMatchObject({ code: "session_closed" });
  const loaded = await loadModel(await model.save());
  const other = loaded.session();
  loaded.close();
  expect(refused(() => other.push({ y: 1, wind: 1 }))).toMatchObject({ message: "This model was closed." });
  other.close();
  expect(() => loaded.session()).toThrow("This model was closed");
  await expect(loaded.restoreSession(new Uint8Array(3))).rejects.toThrow("This model was closed");
  const third = await loadModel(await model.save());
  const state = await third.session().save();
  const restoring = third.restoreSession(state);
  third.close();
  await expect(restoring).rejects.toThrow("This model was closed");
});

const forward = (session: ForecastSession, of = model, from = 170) =>
  Array.from({ length: 20 }, (_, i) => session.push(rowOf(table, from + i, of)));

test("a session that was saved goes on with the same bits, in the model that was fitted and in the file's", async () => {
  for (const own of [model, planned]) {
    const session = own.session();
    for (let row = 160; row < 169; row++) session.push(rowOf(table, row, own));
    // The last reading before it was saved is missing.
    session.push({ ...rowOf(table, 169, own), y: null });
    const state = await session.save();
    expect(state.length).toBeLessThan(6000);
    const loaded = await loadModel(await own.save());
    const [here, there] = [await own.restoreSession(state), await loaded.restoreSession(state)];
    for (const restored of [here, there]) {
      expect([restored.lastRead, restored.nextTime]).toEqual([session.lastRead, session.nextTime]);
      expect(restored.latest()).toEqual(session.latest());
      expect(await restored.save()).toEqual(state);
    }
    const expected = forward(session, own);
    expect(expected.flatMap((values) => [...values]).every(Number.isFinite)).toBe(true);
    expect(forward(here, own)).toEqual(expected);
    expect(forward(there, own)).toEqual(expected);
    for (const one of [session, here]) one.close();
    loaded.close();
  }
});

test("saving takes the moment at which it was asked for", async () => {
  const session = model.session();
  const saving = session.save();
  const before = session.latest();
  session.push({ y: 3, wind: 3 });
  const restored = await model.restoreSession(await saving);
  expect(restored.latest()).toEqual(before);
  session.close();
  restored.close();
});

test("the state of another model, a damaged one, and one of impossible sizes are refused", async () => {
  const session = model.session();
  const state = await session.save();
  session.close();
  await expect(planned.restoreSession(state)).rejects.toMatchObject({ kind: "usage", code: "session_differs" });
  await expect(model.restoreSession(await model.save())).rejects.toMatchObject({ code: "model_unreadable" });
  // Twice the unit: the same weights to the last bit, and another model.
  const doubled = withValues(past, "y", (y) => 2 * y);
  const scale = { target: [{ kind: "standard" as const }], covariates: [], window: "none" as const };
  const [one, two] = [past, doubled].map((frame) => fit(frame, { ...QUICK, epochs: 1, preparation: scale }));
  const [small, large] = [(await one!).model, (await two!).model];
  expect(large.description.weightsSha256).toBe(small.description.weightsSha256);
  await expect(large.restoreSession(await small.session().save())).rejects.toMatchObject({ code: "session_differs" });
  small.close();
  large.close();

  const bad = async (bytes: Uint8Array) => {
    const error = await model.restoreSession(bytes).then(
      (opened) => opened.close(),
      (reason: unknown) => reason,
    );
    expect(error, "a damaged state must not open").toMatchObject({ name: "Problem", kind: "model" });
  };
  for (let length = 0; length < state.length; length += 97) await bad(state.subarray(0, length));
  await fc.assert(
    fc.asyncProperty(fc.nat(state.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const altered = state.slice();
      altered[at]! ^= flip;
      await bad(altered);
    }),
    { numRuns: 100 },
  );
  const file = await readModelFile("session", state, z.record(z.string(), z.unknown()));
  const { time, rows } = file.facts as { time: object; rows: number };
  const tensors = [...file.tensors.values()];
  for (const wrong of [
    { rows: -1 },
    { rows: 1.5 },
    { rows: Number.MAX_SAFE_INTEGER },
    { origin: rows },
    { complete: rows + 1 },
    { time: { ...time, start: 1e300 } },
    { time: { ...time, step: { unit: "year", count: 1e6 } } },
    { time: { ...time, zone: "Nowhere/There" } },
    { more: 1 },
  ])
    await bad(await writeModelFile("session", { ...file.facts, ...wrong }, tensors));
  for (const { name } of tensors) {
    const cut = tensors.map((tensor) =>
      tensor.name === name ? { name, shape: [1], values: Float64Array.of(1) } : tensor,
    );
    await bad(await writeModelFile("session", file.facts, cut));
    await bad(
      await writeModelFile(
        "session",
        file.facts,
        tensors.filter((tensor) => tensor.name !== name),
      ),
    );
  }
});

const extentOf = () => {
  if (!(model instanceof Forecaster)) return expect.unreachable("a fitted model is a forecaster");
  return (model.parts.engine as unknown as { regions: { extent: number } }).regions.extent;
};

test("a thousand sessions take one plan of the engine, answer as if alone, and give it back", () => {
  const none = extentOf();
  const first = model.session();
  const one = extentOf();
  expect(one).toBeGreaterThan(none);
  const sessions = Array.from({ length: 1000 }, (_, i) => model.session({ frame: sliceRows(table, i % 100, 150) }));
  const alone = sessions.map((session) => session.push(rowOf(table, 150, model)));
  expect(extentOf()).toBe(one);
  const expected = answerOf(knownAfter(table, 151, model), model);
  expect(alone.filter((answer) => answer.every((value, k) => value === expected[k])).length).toBe(1000);
  // Turn by turn, each with readings of its own.
  const turns = sessions.map((session, i) => session.push({ y: 40 + i, wind: 5 }));
  expect(new Set(turns.map(([value]) => value)).size).toBe(1000);
  for (const session of sessions) session.close();
  expect(extentOf()).toBe(one);
  first.close();
  expect(extentOf()).toBe(none);
});

test("a session that goes on for long keeps nothing", () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const session = model.session();
  const row = { y: 0, wind: 0 };
  const used = (pushes: number): number => {
    for (let i = 0; i < pushes; i++) {
      row.y = 50 + (i % 13);
      row.wind = i % 7;
      session.push(row);
    }
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = used(10_000);
  // Sixty bytes a row would be three million.
  expect(used(50_000) - before).toBeLessThan(1_000_000);
  session.close();
});
