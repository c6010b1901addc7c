import { airPassengers } from "../../data/index.ts";
import type { Explanation, GateLayer, InputAttribution, InputKind } from "../../explain/index.ts";

type FixtureLayer = Pick<GateLayer, "layer" | "reverse"> & Partial<Pick<GateLayer, "part" | "spans">>;

/** What a test may want otherwise. */
export interface ExplanationFixture {
  /** The target's name, and that of a covariate. */
  readonly names?: readonly [string, string];
  readonly step?: number | null;
  readonly unit?: number | null;
  readonly layers?: readonly FixtureLayer[];
}

const ROWS = 36;
const [LOOKBACK, HORIZON, UNITS] = [24, 12, 3] as const;

/** An explanation as it might have been, of the airline's passengers: numbers that add up, and gates that move. */
export function explanationFixture({
  names = ["passengers", "fares"],
  step = null,
  unit = null,
  layers = [{ layer: 1, reverse: false }],
}: ExplanationFixture = {}): Explanation {
  const air = airPassengers();
  const { values } = air.columns[0]!;
  const frame = { ...air, columns: [{ name: names[0], values }] };
  const origin = 119;
  const first = origin - LOOKBACK + 1;
  const input = (name: string, kind: InputKind, at: (row: number) => number): InputAttribution => {
    const own = Float64Array.from({ length: ROWS }, (_, row) => at(row));
    const isColumn = kind !== "calendar";
    return {
      ...{ name, kind, values: own, total: own.reduce((sum, value) => sum + value, 0) },
      readings: isColumn ? values.slice(first, first + ROWS) : null,
      baseline: isColumn ? values.slice(first - 12, first - 12 + ROWS) : null,
    };
  };
  const inputs = [
    input(names[0], "target", (row) => (row < LOOKBACK ? (row === 11 ? 20 : 1) : 0)),
    input(names[1], "past", (row) => (row === LOOKBACK - 1 ? -8 : 0)),
    input("month", "calendar", (row) => (row === LOOKBACK ? 2.5 : 0)),
    input("idle", "past", () => 0),
  ];
  const total = inputs.reduce((sum, one) => sum + one.total, 0);
  const rises = [30, 0.05, 2, 0];
  return {
    ...{ frame, target: names[0], cell: "lstm", lookback: LOOKBACK, horizon: HORIZON, origin, step, unit },
    forecast: { model: "lstm", origins: [origin], horizon: HORIZON, values: values.slice(origin + 1, origin + 13) },
    linearPath: { forecast: 390, isAll: false },
    equations: ["cₜ = σ(f̃) ⊙ cₜ₋₁ + σ(ĩ) ⊙ tanh(g̃)"],
    ...{ alignments: [], drivers: [] },
    gates: layers.map((layer) => gateLayer(layer, first)),
    attribution: {
      ...{ against: "mean", windows: 8, season: 12, first, rows: ROWS, nodes: 32, residual: 1e-6, inputs },
      ...{ forecast: 400, baselineForecast: 400 - total },
    },
    importance: {
      ...{ rmse: 20, windows: 18, of: 18, unseen: true, rows: { first: 115, last: 143 } },
      inputs: inputs.map(({ name, kind }, i) => ({
        ...{ name, kind, rise: rises[i]!, spread: 0.5, rmse: [20 + rises[i]! - 0.5, 20 + rises[i]! + 0.5] },
      })),
    },
    notes: [{ code: "importance_of_seen_rows", facts: {} }],
  };
}

function gateLayer({ layer, reverse, part = null, spans }: FixtureLayer, first: number): GateLayer {
  const rows = Array.from({ length: LOOKBACK }, (_, t) => ({ first: first + t, last: first + t }));
  const steps = (spans ?? rows).length;
  const values = (at: (t: number, unit: number) => number) => ({
    units: UNITS,
    values: Float64Array.from({ length: steps * UNITS }, (_, i) => at(Math.floor(i / UNITS), i % UNITS)),
  });
  return {
    ...{ layer, reverse, part, cell: "lstm", units: UNITS, spans: spans ?? rows },
    gates: [
      { name: "f", kind: "gate", ...values((t, unit) => (t + 1) / (LOOKBACK + 1 + unit)) },
      { name: "g", kind: "gate", ...values((t, unit) => (t / LOOKBACK - 0.5) * (unit + 1) * 0.5) },
      { name: "h", kind: "state", ...values((t, unit) => 3 * (unit - 1) + t / 10) },
    ],
  };
}
