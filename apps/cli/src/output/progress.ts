import type { FitEvent } from "@gatecast/forecast";
import type { Words } from "../words/catalogue.ts";
import { noProgressLine, type ProgressStream, progressLine } from "./progress-line.ts";

/** The progress of training. */
export interface Progress {
  /** Preparation and look-back are being chosen, until the first epoch; how far that is, once it is known. */
  choosing(event?: Extract<FitEvent, { kind: "choosing" }>): void;
  /** An epoch of pretraining is done. */
  pretraining(event: Extract<FitEvent, { kind: "pretrain" }>): void;
  /** Training starts. */
  starting(): void;
  epoch(event: Extract<FitEvent, { kind: "epoch" }>): void;
  /** A line of its own, above the progress line. */
  line(text: string): void;
  /** Ends the progress line. */
  end(): void;
}

/** One line that updates itself in a terminal; a line now and then elsewhere. The last epoch of a phase is always told. */
export function showProgress(stream: ProgressStream, words: Words, now?: () => number): Progress {
  const { update, line, end } = progressLine(stream, now);
  let phase = "";
  return {
    choosing: (event) => update(words.choosing(event), event === undefined),
    pretraining: (event) =>
      update(words.pretraining({ ...event, loss: event.loss.toPrecision(4) }), event.epoch === 1 && event.part === 1),
    starting: () => update(words.starting, true),
    epoch(event) {
      // A refit that keeps the start has nothing to show.
      if (event.epochs === 0) return;
      update(describe(event, words), event.phase !== phase);
      phase = event.phase;
    },
    line,
    end,
  };
}

/** Says nothing: `--quiet`. */
export const noProgress: Progress = {
  choosing() {},
  pretraining() {},
  starting() {},
  epoch() {},
  line: noProgressLine.line,
  end: noProgressLine.end,
};

function describe({ phase, record, epochs }: Extract<FitEvent, { kind: "epoch" }>, words: Words): string {
  const loss = (value: number): string => (Number.isNaN(value) ? "" : value.toPrecision(4));
  return words.epoch({
    phase,
    epoch: record.epoch,
    epochs,
    trainLoss: loss(record.trainLoss),
    validationLoss: loss(record.validationLoss),
    seconds: record.seconds.toFixed(1),
  });
}
