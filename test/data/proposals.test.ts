import {
  type FitSettings,
  fit,
  type Proposal,
  proposeConfiguration,
  readFitOptions,
  readFrame,
  readTable,
  tableOptionsSchema,
} from "@gatecast/forecast";
import { expect } from "vitest";
import { type Journey, onFile } from "./journey.ts";

interface Place {
  readonly file: string;
  readonly target?: string;
  /** Rows of the sound frame. */
  readonly length: number;
  /** Missing values of the target in it. */
  readonly gaps: number;
  readonly kinds: readonly string[];
}

const AIRLINE = "airline_passengers/";
const PLACES: readonly Place[] = [
  { file: `${AIRLINE}airline-passengers.csv`, length: 144, gaps: 0, kinds: [] },
  { file: `${AIRLINE}international-airline-passengers_tsdl.csv`, length: 144, gaps: 0, kinds: [] },
  { file: `${AIRLINE}international-airline-passengers_tsdl_with_footer.csv`, length: 144, gaps: 0, kinds: [] },
  { file: "newport_rainfall/mly833_condensed.csv", length: 722, gaps: 0, kinds: [] },
  { file: "ett/ETTh1.csv", target: "OT", length: 17_420, gaps: 0, kinds: [] },
  { file: "beijing_pm25/PRSA_data_2010.1.1-2014.12.31.csv", length: 43_824, gaps: 2067, kinds: [] },
  {
    file: "interstate_traffic/Metro_Interstate_Traffic_Volume.csv",
    target: "traffic_volume",
    length: 52_551,
    gaps: 11_976,
    kinds: ["missing", "missing", "duplicates", "regular", "fill"],
  },
  {
    file: "driving/cloudpose_dataset1_car.csv",
    target: "Steering Angle",
    length: 3420,
    gaps: 0,
    kinds: ["regular", "fill"],
  },
  { file: "hospital/hospital.csv", length: 84, gaps: 0, kinds: [] },
  { file: "los_traffic/los_speed.csv", length: 2016, gaps: 0, kinds: [] },
  { file: "m4/Hourly-train.csv", length: 960, gaps: 0, kinds: [] },
  { file: "tourism/monthly_in.csv", length: 309, gaps: 0, kinds: [] },
];

const settingsOf = ({ table: _, ...options }: Proposal): FitSettings => readFitOptions(options);

for (const { file, target, length, gaps, kinds } of PLACES) {
  const work = async ({ bytes, inspection }: Journey): Promise<void> => {
    const proposal = proposeConfiguration(inspection);
    const options = tableOptionsSchema.parse(proposal.table ?? {});
    expect((options.clean ?? []).map(({ kind }) => kind)).toEqual(kinds);
    const { time, missing, decimal } = options;
    const reading = { ...(time && { time }), ...(missing && { missing }), ...(decimal && { decimal }) };
    const table = await readTable(bytes, { file, ...reading });
    const { frame } = await readFrame(table, options, settingsOf(proposal));
    expect(frame.time.length).toBe(length);
    const names = frame.columns.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([proposal.target, ...(proposal.past ?? [])]));
    const values = frame.columns.find(({ name }) => name === proposal.target)!.values;
    expect(values.filter((value) => Number.isNaN(value)).length).toBe(gaps);
  };
  onFile(`what is proposed for ${file} makes it sound`, file, work, target);
}

const FITTED = [
  ["interstate_traffic/Metro_Interstate_Traffic_Volume.csv", "traffic_volume"],
  ["weather_aus/weatherAUS.csv.gz", "MaxTemp"],
] as const;
for (const [file, target] of FITTED) {
  const work = async ({ table, inspection }: Journey): Promise<void> => {
    const proposal = proposeConfiguration(inspection);
    const settings = { ...settingsOf(proposal), lookback: 14, horizon: 2, units: [2], epochs: 0 };
    const { frame } = await readFrame(table, tableOptionsSchema.parse(proposal.table ?? {}), settings);
    const { outcome } = await fit(frame, settings);
    expect([outcome.target, outcome.past]).toEqual([target, proposal.past]);
    expect(outcome.scores.every(({ rmse }) => Number.isFinite(rmse))).toBe(true);
  };
  onFile(`a model can be fitted with what is proposed for ${file}`, file, work, target);
}
