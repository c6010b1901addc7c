import { expect, test } from "vitest";
import { en } from "../words/en.ts";
import { zh } from "../words/zh.ts";
import { showProgress } from "./progress.ts";

function watch(stream: { isTTY?: boolean; columns?: number } = {}, words = en) {
  let now = 0;
  const written: string[] = [];
  const progress = showProgress({ ...stream, write: (text) => written.push(text) }, words, () => now);
  const epoch = (n: number, phase: "train" | "refit" = "train", after = 1): void => {
    now += after;
    progress.epoch({
      kind: "epoch",
      phase,
      epochs: 40,
      record: {
        epoch: n,
        trainLoss: n === 0 ? Number.NaN : 0.123456,
        validationLoss: phase === "train" ? 0.5 : Number.NaN,
        learningRate: 0.001,
        seconds: now / 1000,
      },
    });
  };
  const after = (milliseconds: number): void => {
    now += milliseconds;
  };
  return { progress, written, epoch, after };
}

test("A log gets the first and the last epoch of each phase and a line now and then", () => {
  const { progress, written, epoch } = watch();
  for (let n = 0; n <= 40; n++) epoch(n, "train", 300);
  for (let n = 1; n <= 3; n++) epoch(n, "refit");
  progress.end();
  expect(written).toEqual([
    "training: epoch 0 of 40, validation 0.5000, 0.3 s\n",
    "training: epoch 17 of 40, loss 0.1235, validation 0.5000, 5.4 s\n",
    "training: epoch 34 of 40, loss 0.1235, validation 0.5000, 10.5 s\n",
    "training: epoch 40 of 40, loss 0.1235, validation 0.5000, 12.3 s\n",
    "refit on training + validation: epoch 1 of 40, loss 0.1235, 12.3 s\n",
    "refit on training + validation: epoch 3 of 40, loss 0.1235, 12.3 s\n",
  ]);
});

test("A terminal gets one line that updates itself ten times a second, remarks above it, and a line end", () => {
  const { progress, written, epoch } = watch({ isTTY: true, columns: 200 });
  for (let n = 0; n <= 10; n++) epoch(n, "train", 50);
  progress.line("A remark.");
  progress.end();
  expect(written.filter((text) => text.startsWith("\r\u001b[K") && !text.includes("remark"))).toHaveLength(6);
  expect(written.at(-2)).toContain("\r\u001b[KA remark.\ntraining: epoch 10");
  expect(written.at(-1)).toBe("\n");
});

test("What is being chosen is told at once, under the remarks, until the first epoch", () => {
  const log = watch();
  log.progress.choosing();
  log.progress.line("A remark.");
  log.epoch(0);
  log.progress.end();
  expect(log.written).toEqual([
    "choosing preparation and look-back …\n",
    "A remark.\n",
    "training: epoch 0 of 40, validation 0.5000, 0.0 s\n",
  ]);
  const terminal = watch({ isTTY: true }, zh);
  terminal.progress.choosing();
  terminal.progress.line("A remark.");
  expect(terminal.written.join("")).toBe(
    "\r\u001b[K正在选择预处理与回看窗口…\r\u001b[KA remark.\n正在选择预处理与回看窗口…",
  );
});

test("How far choosing is comes now and then", () => {
  const log = watch();
  log.progress.choosing();
  for (let tried = 0; tried < 40; tried++) {
    log.after(300);
    log.progress.choosing({ kind: "choosing", tried, of: 50 });
  }
  log.progress.starting();
  log.epoch(0);
  expect(log.written).toEqual([
    "choosing preparation and look-back …\n",
    "choosing preparation and look-back: 16 of at most 50\n",
    "choosing preparation and look-back: 33 of at most 50\n",
    "choosing preparation and look-back: 39 of at most 50\n",
    "training: measuring the linear start …\n",
    "training: epoch 0 of 40, validation 0.5000, 12.0 s\n",
  ]);
});

test("A line that would wrap is cut, by the columns that its characters take", () => {
  const { written, epoch } = watch({ isTTY: true, columns: 20 }, zh);
  epoch(1);
  expect(written).toEqual(["\r\u001b[K训练：第 1 / 40 轮"]);
});

test("A terminal that says it has no columns is taken for one of 80", () => {
  const { written, epoch } = watch({ isTTY: true, columns: 0 });
  epoch(1);
  expect(written).toEqual([expect.stringContaining("epoch 1 of 40")]);
});

test("Nothing is said of a run that has no epoch", () => {
  const { progress, written } = watch({ isTTY: true });
  progress.end();
  expect(written).toEqual([]);
});
