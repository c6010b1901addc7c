import { generator, seed } from "@gatecast/engine";
import { FAMILY } from "@gatecast/nn";
import { expect, test } from "vitest";
import { fingerprint, ownedBy, STUDY_TASKS, TASKS, type TaskWindow, tasksOf } from "./study.ts";

const windowsOf = (name: string, count: number, T = TASKS[name]!.testSteps ?? TASKS[name]!.steps): TaskWindow[] => {
  const random = generator(seed(3));
  return Array.from({ length: count }, () => TASKS[name]!.window(random, T));
};
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** What a constant misses on average. */
const constant = (name: string, value: number) =>
  mean(
    windowsOf(name, 1500).map((window) =>
      TASKS[name]!.miss(new Float32Array(window.target.length).fill(value), window),
    ),
  );
const known = ({ target }: TaskWindow) => [...target].filter((value) => !Number.isNaN(value));

for (const task of Object.values(TASKS)) {
  test(`${task.name}: shapes are as announced, something is asked for, and the right answer misses nothing`, () => {
    for (const T of [task.steps, task.testSteps ?? task.steps]) {
      for (const window of windowsOf(task.name, 50, T)) {
        expect(window.x.length).toBe(T * task.features);
        expect(window.target.length).toBe(task.outputs * (task.output === "last" ? 1 : T));
        expect(window.x.every(Number.isFinite)).toBe(true);
        expect(known(window).length).toBeGreaterThan(0);
        // Of two letters that may come in a grammar only one does: its answer is their mean, below.
        if (window.legal === undefined) expect(task.miss(window.target.slice(), window)).toBe(0);
      }
    }
  });

  test(`${task.name}: one seed draws one window, the next draw another`, () => {
    expect(windowsOf(task.name, 2)).toEqual(windowsOf(task.name, 2));
    const [one, other] = windowsOf(task.name, 2);
    expect([one!.x, one!.target]).not.toEqual([other!.x, other!.target]);
  });
}

test("who answers the same whatever comes misses what theory says", () => {
  // Two values of variance 1/3; eight orders; three of four signs of a product are a coin's.
  expect(constant("adding-50", 0)).toBeCloseTo(2 / 3, 1);
  expect(constant("parity-40", 1)).toBeCloseTo(0.5, 2);
  expect(constant("latch", 1)).toBeCloseTo(0.5, 1);
  expect(constant("time-lag-100", 1)).toBeCloseTo(0.5, 1);
  expect(constant("waveform-320", 0)).toBeCloseTo(1, 5);
  expect(constant("delay-24", 0)).toBeCloseTo(1, 1);
  expect(constant("imputation", 0)).toBeCloseTo(0.5, 1);
  expect(constant("temporal-order-50", 0)).toBeCloseTo(7 / 8, 1);
  expect(constant("selective-copy-24", 0)).toBeCloseTo(3 / 4, 1);
  expect(constant("words-80", 1)).toBeCloseTo(0.5, 1);
  expect(constant("drivers-6", 0)).toBeCloseTo(1, 1);
  expect(constant("scales-128", 1)).toBeCloseTo(0.5, 1);
  // Half of the answers are 0, so that the mean of so many varies by 0.04.
  expect(Math.abs(constant("relay-8", 0) - 1)).toBeLessThan(0.12);
  expect(constant("channels-4", 0)).toBeCloseTo(1, 1);
  expect(constant("reber", 0)).toBe(1);
  expect(constant("anbn", 0)).toBe(1);
});

test("a straight line across the gaps of the imputation errs five times as much as is allowed", () => {
  const errors = windowsOf("imputation", 1500).map(({ x, target }) => {
    const seen = (t: number) => x[2 * t + 1] === 1;
    const output = target.map((_, t) => {
      let [a, b] = [t, t];
      while (!seen(a)) a--;
      while (!seen(b)) b++;
      return a === b ? 0 : x[2 * a]! + ((x[2 * b]! - x[2 * a]!) * (t - a)) / (b - a);
    });
    return TASKS.imputation!.miss(output, { x, target });
  });
  expect(mean(errors) / TASKS.imputation!.limit).toBeCloseTo(5.2, 0);
});

test("strings of the grammar are those of Reber, and what may come next is told from what did", () => {
  const inner = "(?:T*VPX)*T*V(?:V|PS)";
  const shape = new RegExp(`^B(T|P)B(?:TS*X(?:S|X${inner})|P${inner})E\\1E$`);
  for (const { x, target, legal } of windowsOf("reber", 200)) {
    const at = (values: Float32Array, t: number) => values.subarray(7 * t, 7 * t + 7).indexOf(1);
    const text = legal!.map((_, t) => "BTPSXVE"[at(x, t)]).join("");
    expect(`${text}E`).toMatch(shape);
    legal!.forEach((letters, t) => {
      expect(letters).toContain("BTPSXVE"[at(target, t)]);
    });
    // At the last but one the answer is the second letter, and no other.
    expect(legal!.at(-2)).toBe(text[1]);
    const best = new Float32Array(target.length);
    legal!.forEach((letters, t) => {
      for (const letter of letters) best[7 * t + "BTPSXVE".indexOf(letter)] = 1 / letters.length;
    });
    expect(TASKS.reber!.miss(best, { x, target, legal: legal! })).toBe(0);
    best[7 * 3] = 1;
    expect(TASKS.reber!.miss(best, { x, target, legal: legal! })).toBe(1);
  }
});

test("every member is held to tasks that there are, and to what all are held to as far as it can be asked", () => {
  const names = Object.keys(TASKS);
  for (const member of Object.keys(FAMILY)) {
    const { quick, tasks, common } = ownedBy(member);
    for (const task of Object.keys(quick)) expect(names, member).toContain(task);
    for (const task of [...tasks, ...common]) expect(STUDY_TASKS, member).toContain(task);
    expect(tasksOf(member, STUDY_TASKS), member).toEqual(expect.arrayContaining([...common, ...tasks]));
  }
});

test("every member can be asked for the tasks that its paper was written for: none is passed over in silence", async () => {
  for (const [name, member] of Object.entries(FAMILY)) {
    const { depth, tasks } = ownedBy(name);
    for (const task of tasks) {
      expect(await fingerprint(member, TASKS[task]!, depth), `${name}, ${task}`).not.toBeNull();
    }
  }
}, 60_000);
