import { CommanderError } from "commander";
import { expect, test } from "vitest";
import { Interrupted } from "../adapters/interruption.ts";
import { EXIT_CODES, failureOf } from "../failure.ts";
import { en } from "../words/en.ts";
import { zh } from "../words/zh.ts";
import { failureDocument, renderFailure } from "./render-failure.ts";

test("A problem tells what was found, what was needed, where, and what to do", () => {
  const details = { found: "-3", needed: "a count", hint: "Leave it out.", file: "a.csv", row: 3, column: "y" };
  const problem = Object.assign(new Error("That is wrong."), { name: "Problem", kind: "data", code: "wrong", details });
  const failure = failureOf(problem);
  expect(renderFailure(failure, en)).toBe(
    'gatecast: That is wrong.\n  found: -3\n  needed: a count\n  where: a.csv, row 3, column "y"\n  to do: Leave it out.\n',
  );
  expect(renderFailure(failure, zh)).toContain("位置: a.csv, 第 3 行, 列“y”");
  expect(failureDocument(failure)).toEqual({
    error: { code: "wrong", message: "That is wrong.", kind: "data", ...details },
  });
});

test("What nobody foresaw is our fault: one line of it, and a request to report it", () => {
  const failure = failureOf(new TypeError("x is not a function\nat somewhere"));
  expect([failure.kind, EXIT_CODES[failure.kind]]).toEqual(["internal", 1]);
  expect(renderFailure(failure, en).split("\n")).toEqual([
    "gatecast: x is not a function",
    expect.stringContaining("Please report it"),
    "",
  ]);
  expect(failureOf("a string that was thrown").message).toBe("a string that was thrown");
});

test("A wrong command line is wrong usage, with the nearest name as its hint", () => {
  const error = new CommanderError(
    1,
    "commander.unknownOption",
    "error: unknown option '--sed'\n(Did you mean --seed?)",
  );
  expect(failureOf(error)).toEqual({
    kind: "usage",
    code: "option_unknown",
    message: "Unknown option '--sed'.",
    details: { hint: "Did you mean --seed?", option: "--sed" },
  });
});

test("An interruption says what was saved and how to go on, or that there is nothing", () => {
  const saved = failureOf(new Interrupted({ checkpoint: "run/c", resume: "gatecast fit --resume" }));
  expect(renderFailure(saved, en)).toBe(
    "Interrupted.\nWhat was reached is saved in run/c.\nContinue with: gatecast fit --resume\n",
  );
  expect(renderFailure(failureOf(new Interrupted()), en)).toMatch(/^Interrupted\.\nNothing was reached/);
  expect(EXIT_CODES[saved.kind]).toBe(130);
});
