import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { gatecast, gatecastJson, makeFolder, monthly, PROGRAM, put, SMALL, start } from "./cli.ts";

const folder = makeFolder();

beforeAll(() => {
  put(folder, "sales.csv", monthly(120));
  put(folder, "bad.yaml", "target: y\nlearning-rate: 1\n");
  put(folder, "deep.yaml", "target: y\nsplit:\n  tset: 12\n");
  put(folder, "top.yaml", "target: y\ntest: 12\n");
  put(folder, "broken.yaml", "target: y\nunits: [4\n");
  put(folder, "many.yaml", "target: y\nlookback: many\n");
  put(folder, "list.yaml", "- y\n");
});

// The file does not exist: options are judged before the data is looked at.
const NOTHING = "fit nothing.csv --target y";

/** Title, command line, code, facts. */
const CASES: readonly [string, string, string, object][] = [
  ["a horizon of 0", `${NOTHING} --horizon 0`, "option_invalid", { option: "--horizon", found: "0" }],
  ["a horizon of words", `${NOTHING} --horizon soon`, "option_invalid", { option: "--horizon", found: '"soon"' }],
  [
    "an unknown cell",
    `${NOTHING} --cell ltsm`,
    "cell_unknown",
    { option: "--cell", found: "ltsm", hint: 'Did you mean "lstm"?' },
  ],
  [
    "a look-back of words in a configuration",
    "fit nothing.csv --config many.yaml",
    "option_invalid",
    { option: "--lookback", needed: "a whole number of rows from 1, or a list of such numbers" },
  ],
  ["a cell that needs a graph", `${NOTHING} --cell t-gcn`, "graph_missing", { option: "--graph" }],
  ["no target", "fit nothing.csv", "option_invalid", { option: "--target" }],
  ["an unknown language", `${NOTHING} --lang fr`, "option_invalid", { option: "--lang", needed: "one of en, zh" }],
  ["an unknown picture", `${NOTHING} --charts svg,pgn`, "option_invalid", { hint: 'Did you mean "png"?' }],
  ["a share above 1", `${NOTHING} --dropout 1.5`, "option_invalid", { option: "--dropout" }],
  ["a column named twice", `${NOTHING} --past a --future a`, "option_conflict", { column: "a" }],
  [
    "an unknown option",
    `${NOTHING} --horzon 3`,
    "option_unknown",
    { option: "--horzon", hint: "Did you mean --horizon?" },
  ],
  ["an option without its value", `${NOTHING} --out`, "option_value_missing", { option: "--out" }],
  ["an unknown command", "forcast", "command_unknown", { hint: "Did you mean forecast?" }],
  ["no data file", "fit", "argument_missing", {}],
  ["a second data file", `${NOTHING} more.csv`, "argument_excess", {}],
  ["no such configuration", `${NOTHING} --config no.yaml`, "file_missing", { option: "--config", file: "no.yaml" }],
  [
    "an unknown key",
    "fit nothing.csv --config bad.yaml",
    "option_unknown",
    { file: "bad.yaml", row: 2, found: "learning-rate", hint: 'Did you mean "learning_rate"?' },
  ],
  ["an unknown key further in", "fit nothing.csv --config deep.yaml", "option_unknown", { found: "split.tset" }],
  [
    "a key of split at the top",
    "fit nothing.csv --config top.yaml",
    "option_unknown",
    { hint: 'Write it under "split".' },
  ],
  ["a configuration that is no YAML", "fit nothing.csv --config broken.yaml", "config_unreadable", { row: 3 }],
  ["a configuration that is a list", "fit nothing.csv --config list.yaml", "config_unreadable", { file: "list.yaml" }],
  [
    "a folder below a file",
    `${NOTHING} --out sales.csv/run`,
    "output_unwritable",
    { file: "sales.csv/run", found: "not a directory (ENOTDIR)", option: "--out" },
  ],
  [
    "a folder that is a file",
    `${NOTHING} --out sales.csv`,
    "output_unwritable",
    { found: expect.stringContaining("EEXIST") },
  ],
  ["a horizon of 0 in forecast", "forecast nothing --horizon 0", "option_invalid", { option: "--horizon" }],
  ["times of no data", "forecast nothing --time ds", "option_conflict", { option: "--time" }],
];

for (const [title, line, code, facts] of CASES) {
  test.concurrent(`${title} is wrong usage: ${code}, with exit code 2`, async () => {
    const { error } = await gatecastJson(line.split(" "), folder, 2);
    expect(error).toMatchObject({ code, kind: "usage", ...facts });
  });
}

describe.skipIf(process.platform === "win32")("a disk that cannot be written", () => {
  test.skipIf(!existsSync("/proc/self"))("that never takes a folder is found out before training", async () => {
    const { error } = await gatecastJson(["fit", "sales.csv", ...SMALL, "--out", "/proc/gatecast"], folder, 2);
    expect(error).toMatchObject({ code: "output_unwritable", file: "/proc/gatecast" });
  });

  test.concurrent("that is full during the run leaves nothing half-written", async () => {
    // Files of at most 60 blocks stand in for a full disk: room for the checkpoint of so small a network, not for the report.
    mkdirSync(join(folder, "full"), { recursive: true });
    const line = `ulimit -f 60; exec "$0" "$@"`;
    const args = [process.execPath, PROGRAM, "fit", "sales.csv", ...SMALL, "--out", "full", "--json"];
    const { code, stdout } = await start("bash", ["-c", line, ...args], folder).ended;
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      error: {
        code: "output_unwritable",
        found: expect.stringContaining("EFBIG"),
        hint: expect.stringContaining("room"),
      },
    });
    expect(readdirSync(join(folder, "full")).filter((name) => name !== "checkpoint.safetensors")).toEqual([]);
    // What was trained is not lost.
    const resumed = await gatecastJson(["fit", "sales.csv", ...SMALL, "--out", "full", "--resume"], folder);
    const fresh = await gatecastJson(["fit", "sales.csv", ...SMALL, "--out", "fresh"], folder);
    expect(resumed.weights_sha256).toBe(fresh.weights_sha256);
  });

  test.skipIf(!existsSync("/dev/full"))("that is full says so, for a file and behind a pipe", async () => {
    await gatecastJson(["fit", "sales.csv", ...SMALL, "--out", "run"], folder);
    const forecast = ["forecast", "run/model.safetensors"];
    const { error } = await gatecastJson([...forecast, "--out", "/dev/full"], folder, 2);
    expect(error).toMatchObject({
      code: "output_unwritable",
      file: "/dev/full",
      found: expect.stringMatching(/ENOSPC/),
    });
    const line = '"$0" "$@" > /dev/full';
    const piped = await start("bash", ["-c", line, process.execPath, PROGRAM, ...forecast], folder).ended;
    expect([piped.code, piped.stderr]).toEqual([2, expect.stringContaining("ENOSPC")]);
  });

  test.concurrent("A reader who has seen enough ends the program quietly", async () => {
    const line = '"$0" "$@" | true; echo "$PIPESTATUS"';
    const { stdout, stderr } = await start("bash", ["-c", line, process.execPath, PROGRAM, "fit", "--help"], folder)
      .ended;
    expect([stdout, stderr]).toEqual(["0\n", ""]);
  });
});

test("A model file that is none, cut short or missing exits with 4 and one line of what is wrong", async () => {
  await gatecastJson(["fit", "sales.csv", ...SMALL, "--out", "whole"], folder);
  const bytes = readFileSync(join(folder, "whole", "model.safetensors"));
  put(folder, "cut.safetensors", bytes.subarray(0, bytes.length - 100));
  const changed = Buffer.from(bytes);
  changed[bytes.length - 50] = (changed[bytes.length - 50] ?? 0) ^ 1;
  put(folder, "changed.safetensors", changed);
  const huge = Buffer.alloc(4096);
  huge.writeBigUInt64LE(2n ** 62n);
  put(folder, "huge.safetensors", huge);
  for (const model of ["cut.safetensors", "changed.safetensors", "huge.safetensors", "sales.csv", "nothing", "."]) {
    const { code, stdout, stderr } = await gatecast(["forecast", model], folder);
    expect([model, code, stdout]).toEqual([model, 4, ""]);
    expect(stderr).toMatch(/^gatecast: [^\n]+\n {2}found: /);
    expect(stderr).toContain(model);
  }
});
