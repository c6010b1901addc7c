import { elementary } from "@gatecast/engine";
import { type Picture, renderPicture } from "@gatecast/forecast/report";
import type { ChartOption } from "../../../packages/forecast/src/report/charts/draw.ts";
import {
  frameOption,
  type KeyMark,
  X_AXIS_LOOK,
  X_LABEL_LOOK,
  Y_AXIS_LOOK,
} from "../../../packages/forecast/src/report/charts/frame-option.ts";
import { line } from "../../../packages/forecast/src/report/charts/line.ts";
import { type LineLook, PALETTE } from "../../../packages/forecast/src/report/charts/palette.ts";
import { type Panel, panelsHeight, panelsOption } from "../../../packages/forecast/src/report/charts/panels.ts";
import { LAGS, type StartName } from "./gradient-over-lag.ts";
import type { LatchRow } from "./latch.ts";
import type { ChapterWords } from "./words.ts";

const { sigmoid, tanh } = elementary;

const look = (color: string, dash: LineLook["dash"] = "solid", width = 2): LineLook => ({ color, dash, width });

const STARTS: Readonly<Record<StartName, LineLook>> = {
  rnnDoubled: look(PALETTE.outlier, "dashed"),
  lstmFive: look(PALETTE.green, "dashed"),
  lstm: look(PALETTE.network),
  rnn: look(PALETTE.outlier),
  lstmZero: look(PALETTE.network, "dotted"),
};

const numbers = (name: string, min: number, max: number) =>
  ({ ...X_AXIS_LOOK, nameGap: 24, type: "value", name, min, max, axisLabel: X_LABEL_LOOK }) as const;

interface Drawing {
  readonly title: string;
  readonly height: number;
  option(title: string): ChartOption;
}

const drawn = ({ title, height, option }: Drawing, words: ChapterWords): string => {
  const picture: Picture = { name: "", title, caption: "", about: "", height, option, nothing: words.nothing };
  return renderPicture(picture);
};

/** How large the gradient of the last state is with respect to what came k steps before, on an axis of powers of ten. */
export function gradientPicture(norms: Readonly<Record<StartName, Float64Array>>, words: ChapterWords): string {
  const names = Object.keys(STARTS) as StartName[];
  const option = (title: string): ChartOption => ({
    ...frameOption({
      title,
      unit: words.gradient.unit,
      xAxis: numbers(words.gradient.lag, 0, LAGS),
      series: names.map((name) => {
        const points = [...norms[name]].map((norm, lag) => [lag, norm] as const);
        return line(words.starts[name], points, STARTS[name], false);
      }),
      legend: names.map((name) => words.starts[name]),
    }),
    yAxis: { ...Y_AXIS_LOOK, type: "log", min: 1e-16, max: 1e4, interval: 4 },
  });
  return drawn({ title: words.gradient.title, height: 400, option }, words);
}

/** σ and tanh, and beside them their slopes. */
export function squashingPicture(words: ChapterWords): string {
  const at = Array.from({ length: 121 }, (_, k) => (k - 60) / 10);
  const curve = (name: string, of: (z: number) => number, shape: LineLook) =>
    line(
      name,
      at.map((z) => [z, of(z)] as const),
      shape,
      false,
    );
  const [gate, memory] = [look(PALETTE.network), look(PALETTE.outlier, "dashed")];
  const xAxis = numbers("z", -6, 6);
  const panels: Panel[] = [
    {
      heading: words.squashing.values,
      xAxis,
      series: [curve("σ(z)", sigmoid, gate), curve("tanh(z)", tanh, memory)],
    },
    {
      heading: words.squashing.slopes,
      xAxis,
      series: [
        curve("σ(z)", (z) => sigmoid(z) * (1 - sigmoid(z)), gate),
        curve("tanh(z)", (z) => 1 - tanh(z) * tanh(z), memory),
      ],
    },
  ];
  const parts = { panels, columns: 2, rowHeight: 280, legend: ["σ(z)", "tanh(z)"] };
  const option = (title: string) => panelsOption({ title, ...parts });
  return drawn({ title: words.squashing.title, height: panelsHeight(parts, panels.length), option }, words);
}

/** A trained unit at work: what it reads and says, its gates, its memory. */
export function latchPicture(rows: readonly LatchRow[], words: ChapterWords): string {
  const points = (of: (row: LatchRow) => number) => rows.map((row, t) => [t, of(row)] as const);
  const values = (marked: boolean, color: string, size: number) => ({
    type: "scatter" as const,
    silent: true,
    symbolSize: size,
    itemStyle: { color },
    data: rows.flatMap(({ value, mark }, t) => (mark === marked ? [[t, value]] : [])),
  });
  const { latch } = words;
  const xAxis = (name: string) => numbers(name, 0, rows.length - 1);
  const [said, input, forget] = [look(PALETTE.ink), look(PALETTE.outlier, "dashed"), look(PALETTE.network)];
  const panels: Panel[] = [
    {
      heading: latch.task,
      xAxis: xAxis(""),
      series: [
        values(false, PALETTE.axis, 5),
        values(true, PALETTE.outlier, 10),
        line(
          latch.said,
          points((row) => row.said),
          said,
          false,
        ),
      ],
    },
    {
      heading: latch.gates,
      xAxis: xAxis(""),
      series: [
        line(
          "i",
          points(({ gates }) => gates.i),
          input,
          false,
        ),
        line(
          "f",
          points(({ gates }) => gates.f),
          forget,
          false,
        ),
      ],
    },
    {
      heading: latch.memory,
      xAxis: xAxis(latch.row),
      series: [
        line(
          "c",
          points(({ c }) => c),
          look(PALETTE.green),
          false,
        ),
      ],
    },
  ];
  const legend: (string | KeyMark)[] = [
    { name: latch.value, icon: "circle", color: PALETTE.axis },
    { name: latch.marked, icon: "circle", color: PALETTE.outlier },
    latch.said,
    "i",
    "f",
  ];
  const parts = { panels, columns: 1, rowHeight: 176, legend };
  const option = (title: string) => panelsOption({ title, ...parts });
  return drawn({ title: latch.title, height: panelsHeight(parts, panels.length), option }, words);
}
