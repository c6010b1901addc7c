import { expect, test } from "vitest";
import { frameOption } from "../charts/frame-option.ts";
import { renderPicture } from "../picture.ts";
import { cellOf, compareFixture, pairOf } from "./compare.fixture.ts";
import { comparePictures } from "./compare-pictures.ts";
import { renderCompareText } from "./compare-text.ts";

const NAMES = [
  ...["lstm", "lstm+bidirectional", "lstm+variational:0.2", "lstm+dilated:1/2/4", "lstm+sparse:0.8"],
  "lstm+stacked:2+residual-layers",
];
const outcome = compareFixture({
  cells: NAMES.map((name, i) => cellOf(name, [16 + i, 17 + i, 18 + i])),
  tests: NAMES.map((name) => pairOf(name, "ridge")),
});

test("Names of cells with what goes around them are whole in every picture and table", () => {
  for (const lang of ["en", "zh"] as const) {
    for (const picture of comparePictures(outcome, { lang })) {
      for (const name of NAMES) expect(renderPicture(picture), `${picture.name} ${name}`).toContain(`>${name}</text>`);
    }
    for (const name of NAMES) expect(renderCompareText(outcome, { lang })).toContain(name);
  }
});

test("A legend that has no room beside the unit stands below it, and the plot below the legend", () => {
  const places = (legend: readonly string[], unit: string) => {
    const option = frameOption({ title: "", unit, xAxis: {}, series: [], legend });
    const [title] = option.title as [{ top: number }];
    const { top } = option.legend as { top: number };
    return [top > title.top, (option.grid as { top: number }).top];
  };
  const [isBelow, plain] = places(["lstm", "gru"], "RMSE (y)");
  expect(isBelow).toBe(false);
  const [isLower, lower] = places(NAMES, "RMSE (passengers)");
  expect([isLower, Number(lower) > Number(plain) + 30]).toEqual([true, true]);
});
