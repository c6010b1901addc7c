import { expect, test } from "vitest";
import { z } from "zod";
import { readModelFile, writeModelFile } from "../artifact/index.ts";
import type { FitEvent } from "./events.ts";
import { fitPanelStream, fitStream } from "./index.ts";
import type { FitOptions } from "./options.ts";
import { dailyTable, QUICK } from "./series.fixture.ts";

const frame = dailyTable(120);
const OPTIONS: FitOptions = { ...QUICK, cell: "gru", linear_path: false, epochs: 2, pretrain: 2 };

/** Reads a fit to its end: its weights, the pretraining that it told, and its checkpoints. */
async function read(
  stream: AsyncGenerator<FitEvent, { outcome: { weightsSha256: string }; model: { close(): void } }>,
) {
  const told: string[] = [];
  const checkpoints: Uint8Array[] = [];
  for (;;) {
    const next = await stream.next();
    if (next.done === true) {
      next.value.model.close();
      return { told, checkpoints, weights: next.value.outcome.weightsSha256 };
    }
    const event = next.value;
    if (event.kind === "checkpoint") checkpoints.push(await event.bytes());
    if (event.kind !== "pretrain") continue;
    told.push(`${event.phase} ${event.part}/${event.parts} ${event.epoch}/${event.epochs}`);
    expect(event.loss).toBeGreaterThan(0);
  }
}

test("pretraining is told epoch by epoch, on every part, and a run goes on from each to the same bits, doing none of it twice", async () => {
  const whole = await read(fitStream(frame, OPTIONS));
  const parts = Math.max(...whole.told.map((line) => Number(line.split("/")[1]![0])));
  expect(parts).toBeGreaterThan(1);
  const each = Array.from({ length: parts }, (_, p) => [`train ${p + 1}/${parts} 1/2`, `train ${p + 1}/${parts} 2/2`]);
  expect(whole.told).toEqual([...each.flat(), "refit 1/1 1/2", "refit 1/1 2/2"]);
  for (const [at, resume] of whole.checkpoints.entries()) {
    const again = await read(fitStream(frame, OPTIONS, { resume }));
    expect(again.weights, `checkpoint ${at}`).toBe(whole.weights);
    // Whatever a checkpoint lies behind is not told again.
    expect(again.told).toEqual(whole.told.slice(whole.told.length - again.told.length));
    expect(again.told.length).toBeLessThan(whole.told.length);
  }
});

test("the same of several series in one model", async () => {
  const frames = [frame, { ...dailyTable(100, 2), id: "other" }];
  const whole = await read(fitPanelStream(frames, { ...OPTIONS, pretrain: 1 }));
  expect(whole.told.at(-1)).toBe("refit 1/1 1/1");
  for (const at of [0, whole.told.length]) {
    const again = await read(fitPanelStream(frames, { ...OPTIONS, pretrain: 1 }, { resume: whole.checkpoints[at]! }));
    expect(again.weights).toBe(whole.weights);
    expect(again.told.length).toBeLessThan(whole.told.length);
  }
});

test("a state of other layers is refused", async () => {
  const { checkpoints } = await read(fitStream(frame, OPTIONS));
  const { facts } = await readModelFile(
    "checkpoint",
    checkpoints[0]!,
    z.looseObject({ pretrain: z.looseObject({ parts: z.array(z.looseObject({})) }) }),
  );
  facts.pretrain.parts[0]!.floats = 12;
  const values = new Float32Array(12);
  const forged = await writeModelFile("checkpoint", facts, [{ name: "pretrain.0", shape: [12], values }]);
  await expect(read(fitStream(frame, OPTIONS, { resume: forged }))).rejects.toMatchObject({
    kind: "model",
    code: "checkpoint_unreadable",
  });
});
