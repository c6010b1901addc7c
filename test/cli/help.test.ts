import { expect, test } from "vitest";
import { gatecast, makeFolder } from "./cli.ts";

const folder = makeFolder();
const COMMANDS = [
  "",
  "demo",
  "inspect",
  "clean",
  "diagnose",
  "fit",
  "tune",
  "compare",
  "forecast",
  "evaluate",
  "explain",
  "export",
  "weights",
  "recipe",
  "recipe list",
  "recipe run",
  "cells",
  "cells show",
];

for (const command of COMMANDS) {
  test.concurrent(`gatecast ${command} --help says what it does, on stdout, with examples`, async () => {
    const { code, stdout, stderr } = await gatecast([...command.split(" ").filter(Boolean), "--help"], folder);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(`Usage: gatecast ${command}`.trimEnd());
    expect(stdout).toContain(`  $ gatecast ${command}`.trimEnd());
    for (const line of stdout.split("\n")) expect(line.length, line).toBeLessThanOrEqual(130);
  });
}

test("The help lists every command, and a command that reads a table how it is read", async () => {
  const { stdout } = await gatecast(["--help"], folder);
  for (const command of COMMANDS.filter((name) => !name.includes(" "))) expect(stdout).toContain(`  ${command} `);
  for (const command of ["inspect", "clean", "diagnose", "fit", "tune", "compare", "forecast", "evaluate", "explain"]) {
    const help = (await gatecast([command, "--help"], folder)).stdout;
    for (const flag of ["--time", "--series", "--series-column", "--sheet", "--zone", "--missing", "--decimal"]) {
      expect(help, command).toContain(`  ${flag} <`);
    }
  }
});

test("Without a command it shows the help on stderr and exits with 2", async () => {
  const { code, stdout, stderr } = await gatecast([], folder);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("Usage: gatecast");
});

test("The version is that of the package", async () => {
  expect(await gatecast(["--version"], folder)).toEqual({ code: 0, stdout: "0.1.0\n", stderr: "" });
});

test("The locale chooses the language of messages", async () => {
  const { stderr } = await gatecast(["fit", "no.csv", "--target", "y"], folder, { LC_ALL: "zh_CN.UTF-8" });
  expect(stderr).toContain("需要");
});
