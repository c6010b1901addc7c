import { expect, test } from "vitest";
import { Problem } from "../contracts/index.ts";
import type { Configuration } from "../fit/trial.ts";
import type { TrialRow, TuneEvent } from "./events.ts";
import { type Runner, Search } from "./search.ts";
import type { Drawn } from "./space.ts";
import type { TuneState } from "./state.ts";

/** Trials that train nothing: what they reach after so many epochs is written down. */
function searchOf(
  rmse: (trial: number, epochs: number) => number,
  parts: {
    trials?: number;
    seconds?: number;
    values?: number;
    known?: TuneState | undefined;
    elapsed?: () => number;
    onEpoch?: () => void;
  } = {},
) {
  const trained: string[] = [];
  const forgotten = new Set<number>();
  let made = 0;
  const runner = (): Runner => {
    const trial = ++made;
    return {
      configuration: { epochs: 18, patience: 4 } as Configuration,
      settle: () => Promise.reject(new Error("not asked for here")),
      forget: () => forgotten.add(trial),
      async *train({ epochs, stop }) {
        trained.push(`${trial}:${epochs}`);
        for (let epoch = 0; epoch <= epochs; epoch++) {
          parts.onEpoch?.();
          yield { epoch, trainLoss: 1, validationLoss: 1, learningRate: 1, seconds: epoch };
          if (stop?.() === true) epochs = epoch;
        }
        const error = rmse(trial, epochs);
        const reached = {
          epochs,
          bestEpoch: epochs,
          rmse: error,
          perBlock: [error, error],
          ridge: 50 + trial,
          strength: 1,
        };
        return { ...reached, promise: 1, parameters: 10, seconds: epochs, isFinished: epochs === 18 };
      },
    };
  };
  function* draws(): Generator<Drawn, void> {
    for (let n = 2; n <= (parts.values ?? 1000); n++) yield { batch: n };
  }
  const search = new Search({
    id: "run",
    first: runner(),
    trialOf: runner,
    draws: draws(),
    windows: [],
    limits: {
      trials: parts.trials ?? Number.POSITIVE_INFINITY,
      seconds: parts.seconds ?? Number.POSITIVE_INFINITY,
    },
    elapsed: parts.elapsed ?? null,
    known: parts.known ?? { results: [], seconds: 0 },
    signal: undefined,
    engine: undefined,
  });
  return { search, trained, forgotten };
}

async function through(search: Search) {
  const events: TuneEvent[] = [];
  const stream = search.run();
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return { ended: next.value, events };
    events.push(next.value);
  }
}

const timeless = (rows: readonly TrialRow[]) => rows.map(({ seconds: _, ...row }) => row);

test("nine start, three go on, one is trained to the end, and the first trial always with them", async () => {
  // The later a trial, the better, but for the seventh, which is worse the longer it trains.
  const { search, trained, forgotten } = searchOf((trial, epochs) => (trial === 7 ? epochs : 20 - trial), {
    trials: 9,
  });
  const { ended } = await through(search);
  const first = Array.from({ length: 9 }, (_, i) => `${i + 1}:2`);
  // After two epochs 7 leads with 2, before 9 with 11 and 8 with 12; after six, 7 has 6; after eighteen, 18.
  expect(trained).toEqual([...first, "7:6", "9:6", "8:6", "1:6", "7:18", "9:18", "1:18"]);
  expect(search.best.row).toMatchObject({ trial: 9, rmse: 11, epochs: 18, isFinished: true });
  expect(search.trials.map(({ epochs }) => epochs)).toEqual([18, 2, 2, 2, 2, 2, 18, 6, 18]);
  expect(ended).toBe("trials");
  expect(forgotten.size).toBe(9);
});

test("a trial that was left behind and turns out to be the best is trained to its end", async () => {
  // After two epochs the second is better than the third, then it gets much worse.
  const rmse = (trial: number, epochs: number) => [30, 10, 11][trial - 1]! + (trial === 2 && epochs > 2 ? 5 : 0);
  const { search, trained } = searchOf(rmse, { trials: 3 });
  await through(search);
  expect(trained).toEqual(["1:2", "2:2", "3:2", "2:6", "1:6", "2:18", "1:18", "3:18"]);
  expect(search.best.row).toMatchObject({ trial: 3, rmse: 11, isFinished: true });
});

test("brackets follow one another until the trials are used up or nothing new is left", async () => {
  const counted = searchOf((trial) => trial, { trials: 11 });
  expect((await through(counted.search)).ended).toBe("trials");
  expect(counted.search.trials.length).toBe(11);
  const spent = searchOf((trial) => trial, { trials: 30, values: 12 });
  expect((await through(spent.search)).ended).toBe("space");
  expect(spent.search.trials.map(({ trial }) => trial)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
});

test("a trial that breaks down is a row with a reason, and never wins", async () => {
  const { search } = searchOf(
    (trial) => {
      if (trial === 2) throw new Problem("usage", "training_diverged", "It broke down.");
      return trial === 3 ? Number.NaN : trial;
    },
    { trials: 4 },
  );
  await through(search);
  const [, second, third] = search.trials;
  expect(second).toMatchObject({ rmse: null, failure: { code: "training_diverged", message: "It broke down." } });
  expect(third).toMatchObject({ rmse: null, failure: { code: "not_finite" } });
  expect(search.best.row.trial).toBe(1);
});

test("where all break down, or the fault is none of the settings', the search does", async () => {
  const { search } = searchOf(
    () => {
      throw new Problem("usage", "training_diverged", "It broke down.");
    },
    { trials: 2 },
  );
  await expect(through(search)).rejects.toMatchObject({ kind: "usage", code: "training_diverged" });
  const defect = searchOf(() => {
    throw new TypeError("a defect");
  });
  await expect(through(defect.search)).rejects.toThrow("a defect");
});

test("without any time the first trial still reaches the first rung", async () => {
  const { search, trained } = searchOf((trial) => trial, { seconds: 1e-9 });
  expect((await through(search)).ended).toBe("time");
  expect(trained).toEqual(["1:2"]);
  expect(search.best.row).toMatchObject({ trial: 1, epochs: 2, isFinished: false });
});

test("what is known is not trained again, whatever the limits were", async () => {
  const rmse = (trial: number, epochs: number) => ((trial * 7) % 11) + 1 / (1 + epochs);
  const whole = searchOf(rmse, { trials: 12 });
  const { events } = await through(whole.search);
  const states: TuneState[] = events.flatMap((event) => (event.kind === "checkpoint" ? [event.state] : []));
  expect(states.length).toBe(whole.trained.length);
  for (const [i, state] of states.entries()) {
    const resumed = searchOf(rmse, { trials: 12, known: state });
    await through(resumed.search);
    expect(resumed.trained).toEqual(whole.trained.slice(i + 1));
    expect(timeless(resumed.search.trials)).toEqual(timeless(whole.search.trials));
  }
  const shorter = searchOf(rmse, { trials: 5, known: states.at(-1) });
  await through(shorter.search);
  const afresh = searchOf(rmse, { trials: 5 });
  await through(afresh.search);
  expect(timeless(shorter.search.trials)).toEqual(timeless(afresh.search.trials));
});

test("a trial that time has cut off counts, but is trained again when the search goes on", async () => {
  // A clock on which every epoch takes a second.
  let seconds = 0;
  const elapsed = () => seconds;
  const rmse = (trial: number, epochs: number) => {
    expect(trial).toBe(1);
    return 10 - epochs;
  };
  // The fit is expected to take eight seconds: half of the nine are searched.
  const cut = searchOf(rmse, { seconds: 9, trials: 1, elapsed, onEpoch: () => seconds++ });
  const { events, ended } = await through(cut.search);
  // Epochs 0, 1 and 2 of the first rung, then two more of the second.
  expect(ended).toBe("time");
  expect(cut.search.best.row).toMatchObject({ rung: 2, epochs: 1, rmse: 9, isFinished: false });
  const states = events.flatMap((event) => (event.kind === "checkpoint" ? [event.state] : []));
  expect(states.map(({ results }) => results.length)).toEqual([1]);

  seconds = 0;
  const resumed = searchOf(rmse, { seconds: 100, trials: 1, elapsed, known: states[0], onEpoch: () => seconds++ });
  expect((await through(resumed.search)).ended).toBe("trials");
  expect(resumed.trained).toEqual(["1:6", "1:18"]);
  // What the first rung took before counts.
  expect(resumed.search.seconds).toBe(3 + 7 + 19);
});

test("without a clock the time is what training took", async () => {
  // So many seconds as epochs: two for the first rung of each, and eight are left to the fit.
  const { search, trained } = searchOf((trial) => trial, { seconds: 19 });
  expect((await through(search)).ended).toBe("time");
  expect(trained).toEqual(["1:2", "2:2", "3:2", "4:2", "5:2", "6:2"]);
  expect(search.trials.map(({ seconds }) => seconds)).toEqual([2, 2, 2, 2, 2, 1]);
  expect(search.seconds).toBe(11);
});

test("the search leaves the fit of the best what that is expected to take, but takes half of the time at least", async () => {
  // The first is the best after two epochs: four more without gain, and its two again in the refit.
  const soon = searchOf((trial) => trial, { seconds: 10 });
  expect((await through(soon.search)).ended).toBe("time");
  expect(soon.search.seconds).toBe(5);
  const later = searchOf((trial) => trial, { seconds: 24 });
  expect((await through(later.search)).ended).toBe("time");
  expect(later.search.seconds + 6 + 2).toBe(24);
  // A trial that was trained to its end tells how long that takes: 18 epochs, and 18 once more.
  const whole = searchOf((trial, epochs) => trial + 1 / epochs, { seconds: 100, trials: 1000 });
  expect((await through(whole.search)).ended).toBe("time");
  expect(whole.search.trials[0]).toMatchObject({ isFinished: true, epochs: 18 });
  expect(whole.search.seconds + 36).toBe(100);
});
