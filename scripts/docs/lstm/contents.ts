import { table } from "../../../bench/table.js";
import { backByHand, GATES, gradientByHand, INPUTS, START, stepsByHand, WEIGHTS } from "./by-hand.ts";
import { gradientByDifferences, gradientByEngine, memorySlope } from "./by-machine.ts";
import { gradientsOverLag, type StartName } from "./gradient-over-lag.ts";
import { AGES, type Contender, type LatchResult, type LatchRow, latchResult, SEEDS, watch } from "./latch.ts";
import { four, plain, scientific } from "./number-text.ts";
import { gradientPicture, latchPicture, squashingPicture } from "./pictures.ts";
import { backText, stepText, tilde } from "./step-text.ts";
import { CHAPTER_WORDS, type ChapterWords } from "./words.ts";

/** Rows of the picture of a trained unit. */
const SHOWN = 80;

/** Everything that the chapter computes, once for both languages. */
export interface Chapter {
  readonly norms: Readonly<Record<StartName, Float64Array>>;
  readonly latch: LatchResult;
  /** Each trained LSTM over the same rows. */
  readonly watched: readonly (readonly LatchRow[])[];
  readonly engine: Awaited<ReturnType<typeof gradientByEngine>>;
}

export async function computeChapter(): Promise<Chapter> {
  const latch = await latchResult();
  return {
    norms: await gradientsOverLag(),
    latch,
    watched: latch.trained.map((weights) => watch(weights, 400)),
    engine: await gradientByEngine(WEIGHTS, INPUTS, START),
  };
}

/** What stands between the chapter's markers, by name. */
export function chapterContents(chapter: Chapter, lang: "en" | "zh"): Readonly<Record<string, string>> {
  const words = CHAPTER_WORDS[lang];
  const steps = stepsByHand(WEIGHTS, INPUTS, START);
  const back = backByHand(WEIGHTS, steps);
  const forgets = steps.map(({ gates }) => gates.f);
  const [last, lastBack] = [steps.at(-1)!, back.at(-1)!];
  return {
    ...gradientNumbers(chapter),
    "gradient-table": gradientTable(chapter, words),
    step: fenced(stepText(WEIGHTS, steps[0]!)),
    sequence: table(
      ["t", "x", ...GATES, "c", "h"],
      [
        ["0", "", "", "", "", "", plain(START.c), plain(START.h)],
        ...steps.map(({ x, gates, c, h }, t) => [
          String(t + 1),
          plain(x),
          ...GATES.map((gate) => four(gates[gate])),
          four(c),
          four(h),
        ]),
      ],
    ),
    "back-step": fenced(backText(WEIGHTS, steps.length, last, lastBack, words.to)),
    back: table(
      ["t", "∂L/∂h", "∂L/∂c", ...GATES.map((gate) => `∂L/∂${tilde(gate)}`)],
      back
        .map(({ dh, dc, dz }, t) => [String(t + 1), four(dh), four(dc), ...GATES.map((gate) => four(dz[gate]))])
        .reverse(),
    ),
    weights: weightTable(chapter, words),
    forgets: forgets.map(four).join(" · "),
    "forgets-product": four(forgets.reduce((product, f) => product * f)),
    "memory-slope": four(memorySlope(WEIGHTS, INPUTS, START)),
    gates: gateTable(chapter.watched, words),
    "latch-errors": errorTable(chapter.latch, words),
    "rnn-failed": String(chapter.latch.errors.rnn.filter((errors) => errors[0]! > 0.4).length),
  };
}

/** The chapter's pictures by file name. */
export const chapterPictures = (chapter: Chapter, lang: "en" | "zh"): Readonly<Record<string, string>> => {
  const words = CHAPTER_WORDS[lang];
  return {
    "lstm-gradient": gradientPicture(chapter.norms, words),
    "lstm-squashing": squashingPicture(words),
    "lstm-latch": latchPicture(chapter.watched[0]!.slice(0, SHOWN), words),
  };
};

const fenced = (text: string) => `\`\`\`text\n${text}\n\`\`\``;

/** The factor by which a norm changes in a step, from ten steps back to fifty. */
const perStep = (norms: Float64Array): string => ((norms[50]! / norms[10]!) ** (1 / 40)).toFixed(2);

function gradientNumbers({ norms }: Chapter): Record<string, string> {
  const left = (name: StartName, lag: number) => scientific(norms[name][lag]! / norms[name][0]!);
  return {
    "rnn-factor": perStep(norms.rnn),
    "rnn-left": left("rnn", 100),
    "doubled-factor": perStep(norms.rnnDoubled),
    "zero-factor": perStep(norms.lstmZero),
    "lstm-factor": perStep(norms.lstm),
    "five-factor": perStep(norms.lstmFive),
  };
}

function gradientTable({ norms }: Chapter, words: ChapterWords): string {
  const names = Object.keys(norms) as StartName[];
  const rows = [0, 1, 2, 5, 10, 20, 50, 100].map((lag) => [
    String(lag),
    ...names.map((name) => scientific(norms[name][lag]!)),
  ]);
  return table(["k", ...names.map((name) => words.starts[name])], rows);
}

function weightTable({ engine }: Chapter, words: ChapterWords): string {
  const steps = stepsByHand(WEIGHTS, INPUTS, START);
  const byHand = gradientByHand(steps, backByHand(WEIGHTS, steps));
  const differences = gradientByDifferences(WEIGHTS, INPUTS, START);
  const rows = GATES.flatMap((gate) =>
    (["w", "u", "b"] as const).map((part) => [
      `${part === "b" ? "b" : part.toUpperCase()}_${gate}`,
      ...[byHand, differences, engine.gradient].map((gradient) => gradient[gate][part].toFixed(6).replace("-", "−")),
    ]),
  );
  return table([words.weight, words.byHand, words.differences, words.engine], rows);
}

/** For each seed: gates at marks and between them, and what a row between leaves of the memory. */
function gateTable(watched: readonly (readonly LatchRow[])[], { latch }: ChapterWords): string {
  const head = [latch.seed, latch.atMark("i"), latch.atMark("f"), latch.between("i"), latch.between("f"), latch.slope];
  const rows = watched.map((all, n) => {
    // The first row has no memory before it.
    const mean = (mark: boolean, of: (row: LatchRow) => number) =>
      meanOf(
        all.slice(1).filter((row) => row.mark === mark),
        of,
      );
    const gate = (mark: boolean, name: "i" | "f") => mean(mark, ({ gates }) => gates[name]);
    const between = [gate(false, "i"), gate(false, "f"), mean(false, ({ slope }) => slope)];
    return [String(SEEDS[n]), ...[gate(true, "i"), gate(true, "f"), ...between].map((value) => value.toFixed(3))];
  });
  return table(head, rows);
}

const meanOf = (rows: readonly LatchRow[], of: (row: LatchRow) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0) / rows.length;

/** The middle of five runs, and the least and the most, for each age of the mark. */
function errorTable({ errors, weights }: LatchResult, { latch }: ChapterWords): string {
  const contenders = Object.keys(errors) as Contender[];
  const head = [latch.age, ...contenders.map((name) => latch[name].replace("{weights}", String(weights[name])))];
  const rows = AGES.map((age, a) => [
    String(age),
    ...contenders.map((name) => {
      const sorted = errors[name].map((run) => run[a]!).sort((x, y) => x - y);
      const [least, middle, most] = [sorted[0]!, sorted[(sorted.length - 1) / 2]!, sorted.at(-1)!];
      return `${middle.toFixed(3)} (${least.toFixed(3)}–${most.toFixed(3)})`;
    }),
  ]);
  return table(head, rows);
}
