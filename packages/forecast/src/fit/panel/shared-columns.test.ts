import { readSafetensors } from "@gatecast/nn";
import { expect, test } from "vitest";
import { writeModelFile } from "../../artifact/index.ts";
import type { Frame } from "../../contracts/index.ts";
import { frameFrom } from "../../data/index.ts";
import { fitPanel, loadPanel } from "../index.ts";
import { panelFixture, QUICK_PANEL } from "./panel.fixture.ts";
import type { PanelForecaster } from "./panel-forecaster.ts";

/** Series of two kinds: one rises where the other falls, and nothing else tells them apart. */
function kinds(ahead = 3): Frame[] {
  return panelFixture([60, 60, 60, 60, 60, 60]).map(({ id, columns }, s) => {
    const wind = columns[1]!.values;
    const y = wind.map((value, t) => (s % 2 === 0 ? 1 : -1) * (wind[t - 1] ?? 0) + 0.1 * value);
    const rows = 60 + ahead;
    const longer = (values: Float64Array) => Array.from({ length: rows }, (_, t) => values[t] ?? Number.NaN);
    const kind = Array.from({ length: rows }, () => s % 2);
    return frameFrom({ id, start: "2024-01-01", step: "day", columns: { y: longer(y), wind: longer(wind), kind } });
  });
}

const OPTIONS = {
  ...QUICK_PANEL,
  ...{ past: ["wind"], future: ["kind"], cell: "context-aware", linear_path: false, epochs: 3 },
  preparation: { ...QUICK_PANEL.preparation, target: [{ kind: "forward_fill" as const }], window: "none" as const },
};

test("what stands still within each series keeps what it says of them, in the model, its file and series it never saw", async () => {
  const frames = kinds();
  const { outcome, model } = await fitPanel(frames, OPTIONS);
  expect(outcome.notes).toContainEqual({ code: "columns_shared", facts: { columns: "kind" } });
  const { series, shared } = (model as PanelForecaster).parts;
  expect(shared.kind).toEqual([
    { kind: "forward_fill", median: 0.5 },
    { kind: "standard", mean: 0.5, spread: 0.5 },
  ]);
  for (const [s, { preparation }] of series.entries()) {
    expect(preparation.columns.kind).toEqual([{ kind: "forward_fill", median: s % 2 }, shared.kind![1]]);
  }
  const loaded = await loadPanel(await model.save());
  expect((loaded as PanelForecaster).parts.shared).toEqual(shared);
  const stranger = { ...frames[0]!, id: "new" };
  const asOther = {
    ...stranger,
    columns: stranger.columns.map((column) =>
      column.name === "kind" ? { ...column, values: column.values.map(() => 1) } : column,
    ),
  };
  const of = (one: typeof model, frame: Frame) => [
    ...one.forecast({ frames: [frame] }).series[0]!.forecasts[0]!.values,
  ];
  expect(of(loaded, stranger)).toEqual(of(model, stranger));
  expect(of(loaded, asOther)).not.toEqual(of(loaded, stranger));
  model.close();
  loaded.close();
});

test("a file whose shared steps are not those of its series is refused", async () => {
  const { model } = await fitPanel(kinds(), { ...OPTIONS, epochs: 1 });
  const { metadata, tensors } = readSafetensors(await model.save());
  model.close();
  const facts = JSON.parse(metadata.facts!);
  for (const shared of [{ kind: [] }, { other: facts.shared.kind }]) {
    const hostile = await writeModelFile("panel", { ...facts, shared }, [...tensors]);
    await expect(loadPanel(hostile)).rejects.toMatchObject({ kind: "model" });
  }
  // The check can fail: the same file unchanged is opened.
  (await loadPanel(await writeModelFile("panel", facts, [...tensors]))).close();
});

test("what stands still goes on as it is where the rows ahead do not hold it", async () => {
  const alone = { ...OPTIONS, past: [], epochs: 1 };
  const given = await fitPanel(kinds(), alone);
  const { outcome, model } = await fitPanel(kinds(0), alone);
  const values = ({ beyond }: typeof outcome) => beyond.map(({ forecasts }) => forecasts.map((one) => [...one.values]));
  expect(outcome.weightsSha256).toBe(given.outcome.weightsSha256);
  expect(outcome.beyond).toHaveLength(6);
  expect(values(outcome)).toEqual(values(given.outcome));
  const loaded = await loadPanel(await model.save());
  const far = (one: typeof model) =>
    one.forecast({ horizon: 7 }).series.map(({ forecasts }) => [...forecasts[0]!.values]);
  expect(far(loaded)).toEqual(far(given.model));
  for (const one of [given.model, model, loaded]) one.close();
});
