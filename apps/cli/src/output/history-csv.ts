import type { EpochRecord } from "@gatecast/forecast";
import { csvLine } from "./csv.ts";

/** Losses by epoch. The refit counts its epochs from the beginning: where the number does not rise, it has begun. */
export function historyCsv(history: readonly EpochRecord[]): string {
  const lines = [csvLine(["epoch", "phase", "train_loss", "validation_loss", "learning_rate", "seconds"])];
  let phase = "train";
  let last = -1;
  for (const { epoch, trainLoss, validationLoss, learningRate, seconds } of history) {
    if (epoch <= last) phase = "refit";
    last = epoch;
    lines.push(csvLine([epoch, phase, trainLoss, validationLoss, learningRate, Number(seconds.toFixed(3))]));
  }
  return lines.join("");
}
