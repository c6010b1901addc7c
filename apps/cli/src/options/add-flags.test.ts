import { Command } from "commander";
import { expect, test } from "vitest";
import { addFlags, merge, typedValues } from "./add-flags.ts";
import { FIT_FLAGS } from "./fit-flags.ts";

function typed(...argv: string[]): object {
  const command = addFlags(new Command().exitOverride(), FIT_FLAGS);
  return typedValues(command.parse(argv, { from: "user" }), FIT_FLAGS);
}

test("Only what was typed is there, under the keys of a configuration file", () => {
  expect(typed()).toEqual({});
  expect(
    typed("--learning-rate", "0.01", "--units", "8,4", "--no-linear-path", "--bidirectional", "--window-as", "steps"),
  ).toEqual({ learning_rate: 0.01, units: [8, 4], linear_path: false, directions: 2, window_as: "steps" });
});

test("The parts of a split are kept together", () => {
  expect(typed("--test", "36", "--validation", "0.2")).toEqual({ split: { test: 36, validation: 0.2 } });
});

test("An option is not taken for another option's value", () => {
  expect(() => typed("--target", "--epochs")).toThrow(
    expect.objectContaining({ code: "commander.optionMissingArgument" }),
  );
  expect(typed("--dropout", "-1")).toEqual({ dropout: -1 });
});

test("What was typed wins over the file, part by part; a list replaces a list", () => {
  const file = { target: "y", units: [8, 8], split: { train: 0.5, test: 10 } };
  expect(merge(file, { units: [4], split: { test: 20 } })).toEqual({
    target: "y",
    units: [4],
    split: { train: 0.5, test: 20 },
  });
});
