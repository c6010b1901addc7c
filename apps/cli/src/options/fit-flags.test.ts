import { fitOptionsSchema, Problem, readFitOptions } from "@gatecast/forecast";
import { OPTIMIZERS } from "@gatecast/nn";
import { describe, expect, test } from "vitest";
import { FIT_FLAGS, flagName, keyOf, listOf, numberOf } from "./fit-flags.ts";

describe("flags and the library's options", () => {
  test("Every option has a flag, but for those that only a file can hold", () => {
    const keys = new Set(FIT_FLAGS.map((flag) => keyOf(flag)[0]));
    const missing = Object.keys(fitOptionsSchema.shape).filter((key) => !keys.has(key));
    expect(missing.sort()).toEqual(["equations", "preparation", "ridge_strength", "schedule"]);
  });

  test("Every flag sets an option that exists", () => {
    for (const flag of FIT_FLAGS) expect(Object.keys(fitOptionsSchema.shape), flag.flags).toContain(keyOf(flag)[0]);
  });

  test("A value that cannot be is told by its flag, or by its key in a file where it has none", () => {
    const flags = FIT_FLAGS.map((flag) => `--${flagName(flag)}`);
    for (const key of Object.keys(fitOptionsSchema.shape)) {
      const refused = () => readFitOptions({ target: "y", [key]: { no: "thing" } });
      expect(refused, key).toThrow(Problem);
      try {
        refused();
      } catch (error) {
        const { option = "" } = (error as Problem).details;
        if (option.startsWith("--")) expect(flags).toContain(option);
        else expect(option.split(".")[0]).toBe(key);
      }
    }
  });

  test("The defaults that help tells are the library's", () => {
    const defaults: Readonly<Record<string, unknown>> = fitOptionsSchema.parse({ target: "y" });
    for (const flag of FIT_FLAGS) {
      if (flag.usual === undefined) continue;
      expect(String(defaults[keyOf(flag)[0] ?? ""]), flag.flags).toBe(flag.usual);
    }
  });

  test("The names that help lists are all there are", () => {
    const help = (name: string): string => FIT_FLAGS.find((flag) => flagName(flag) === name)?.help ?? "";
    for (const optimizer of Object.keys(OPTIMIZERS)) expect(help("optimizer")).toContain(optimizer);
  });
});

test("Numbers are read as such and anything else stays what was typed, to be judged by the schema", () => {
  expect(["12", "0.2", ".5", "1e-3", "-4", " 7 "].map(numberOf)).toEqual([12, 0.2, 0.5, 0.001, -4, 7]);
  const others = ["", "x", "12px", "0x10", "Infinity", "NaN", "1,5"];
  expect(others.map(numberOf)).toEqual(others);
});

test("Lists are cut at commas and empty items left out", () => {
  expect(listOf(" DEWP, TEMP ,,PRES")).toEqual(["DEWP", "TEMP", "PRES"]);
  expect(listOf("")).toEqual([]);
});
