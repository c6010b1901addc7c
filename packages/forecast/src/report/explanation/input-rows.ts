import { formatTime } from "../../data/index.ts";
import type { Attribution, Explanation, InputAttribution } from "../../explain/index.ts";
import { formatNumber } from "../format-number.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { inputName, signed } from "./input-names.ts";

/** What float32 leaves of sums that cancel, as a share of all that is summed, and of a forecast that nothing moved. */
const ROUNDING = { ofSum: 1e-6, ofForecast: 1e-9 };

/** The same inputs with 0 for contributions that are no more than rounding: `-1.765e-16` would look like something. */
export function withoutRounding({ inputs, forecast }: Attribution): InputAttribution[] {
  const size = inputs.reduce((sum, { values }) => values.reduce((all, value) => all + Math.abs(value), sum), 0);
  const least = Math.max(ROUNDING.ofSum * size, ROUNDING.ofForecast * Math.abs(forecast));
  const shown = (value: number): number => (Math.abs(value) <= least ? 0 : value);
  return inputs.map((input) => ({ ...input, total: shown(input.total), values: input.values.map(shown) }));
}

/** The row at which an input contributed most, of the attribution's rows; −1 where it contributed nothing. */
export function strongestRow({ values }: Pick<InputAttribution, "values">): number {
  let best = -1;
  values.forEach((value, row) => {
    if (value !== 0 && Math.abs(value) > Math.abs(values[best] ?? 0)) best = row;
  });
  return best;
}

/** Inputs by the size of what they contributed in all, the largest first. */
export function byTotal(inputs: readonly InputAttribution[]): InputAttribution[] {
  return [...inputs].sort((a, b) => Math.abs(b.total) - Math.abs(a.total));
}

/** Names over the columns of `inputRows`. */
export function inputHead({ explanation: { labels } }: Catalogue): string[] {
  const { input, contribution, raised, lowered, strongestAt, contributionThere } = labels;
  return [input, contribution, raised, lowered, strongestAt, contributionThere];
}

/** Every input with its contribution, and the row at which it was largest. */
export function inputRows({ attribution, frame }: Explanation, words: Catalogue): string[][] {
  return byTotal(withoutRounding(attribution)).map((input) => {
    const row = strongestRow(input);
    const [ds, value] =
      row < 0
        ? ["–", "–"]
        : [formatTime(frame.time, attribution.first + row), signed(formatNumber(input.values[row]!))];
    const sum = (sign: number): number => input.values.reduce((all, one) => (sign * one > 0 ? all + one : all), 0);
    const numbers = [input.total, sum(1), sum(-1)].map((number) => signed(formatNumber(number)));
    return [inputName(input, words), ...numbers, ds, value];
  });
}

/** Names over the columns of `importanceRows`. */
export function importanceHead({ explanation: { labels } }: Catalogue): string[] {
  return [labels.input, labels.rise, labels.spread, labels.rmseExchanged];
}

/** Every input with what its exchange does to the RMSE, the most missed first. */
export function importanceRows({ importance }: Explanation, words: Catalogue): string[][] {
  if (importance === null) return [];
  return [...importance.inputs]
    .sort((a, b) => b.rise - a.rise)
    .map((input) => [
      inputName(input, words),
      signed(formatNumber(input.rise)),
      formatNumber(input.spread),
      formatNumber(importance.rmse + input.rise),
    ]);
}
