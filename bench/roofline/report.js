// The roofline as a person reads it, in English and Chinese.
import { machineLine } from "../machine.js";
import { digits, table } from "../table.js";

const WORDS = {
  en: {
    end: ".",
    ceilings: ["one core, nothing in the way", "best rate"],
    product: (shape) => `matrix product, ${shape}`,
    functions: "sigmoid, tanh",
    copy: (size) => `copy of ${size}, reading + writing`,
    each: (ns) => `${ns} ns each`,
    rows: [
      "workload",
      "products, MFLOP",
      "functions, 1000",
      "traffic, MB",
      "FLOP/byte",
      "step, ms",
      "GFLOP/s",
      "of the ceiling",
      "functions take",
      "traffic takes",
    ],
    checks: ["what", "measured", "goal", ""],
    javascript: (name) => `JavaScript's share of a training step, ${name}`,
    growth: (steps) => `heap after ${steps} more training steps, air-quality`,
    engine: (steps) => `engine's memory after ${steps} more training steps`,
    garbage: "garbage of one training step",
    none: "does not grow",
    bytes: (n) => `${n > 0 ? "+" : ""}${digits(n / 1024)} KiB`,
    window: "prediction of one window of air-quality, one thread",
    of50: "rate at 50 hidden units beside 48 and 52",
    sizes: ["hidden units", "GFLOP/s"],
    met: "met",
    missed: "missed",
  },
  zh: {
    end: "。",
    ceilings: ["单核，没有其他开销", "最高速率"],
    product: (shape) => `矩阵乘法 ${shape}`,
    functions: "sigmoid、tanh",
    copy: (size) => `复制 ${size}（读 + 写）`,
    each: (ns) => `每个 ${ns} ns`,
    rows: [
      "任务",
      "乘法，MFLOP",
      "函数，千个",
      "访存，MB",
      "FLOP/字节",
      "一步，ms",
      "GFLOP/s",
      "占上限",
      "函数占时",
      "访存占时",
    ],
    checks: ["项目", "实测", "目标", ""],
    javascript: (name) => `${name} 训练步中 JavaScript 的占比`,
    growth: (steps) => `再训练 ${steps} 步后堆的增长（air-quality）`,
    engine: (steps) => `再训练 ${steps} 步后引擎内存的增长`,
    garbage: "一个训练步产生的垃圾",
    none: "不增长",
    bytes: (n) => `${n > 0 ? "+" : ""}${digits(n / 1024)} KiB`,
    window: "air-quality 单个窗口的预测，单线程",
    of50: "隐藏单元为 50 时的速率，与 48 和 52 相比",
    sizes: ["隐藏单元", "GFLOP/s"],
    met: "达到",
    missed: "未达到",
  },
};

const percent = (share) => `${digits(100 * share)} %`;
const sizeOf = (kib) => (kib >= 1024 ? `${kib / 1024} MiB` : `${kib} KiB`);

/** Time in ms that the counted bytes take at the rate of the smallest copy that is as large; both arrays of it count. */
function trafficMs(bytes, copy) {
  const level = copy.find(({ kib }) => bytes <= 2 * 1024 * kib) ?? copy.at(-1);
  return bytes / level.gbs / 1e6;
}

function ceilingTable({ product, functionNs, copy }, words) {
  return table(words.ceilings, [
    [words.product(product.shape), `${digits(product.gflops)} GFLOP/s`],
    [words.functions, words.each(digits(functionNs))],
    ...copy.map(({ kib, gbs }) => [words.copy(sizeOf(kib)), `${digits(gbs)} GB/s`]),
  ]);
}

function workloadTable({ rows, ceilings }, words) {
  const lines = rows.map(({ workload, threads, ms, operations, functions, bytes }) => {
    const rate = operations / ms / 1e6;
    return [
      `${workload} (${threads})`,
      ...[operations / 1e6, functions / 1e3, bytes / 1e6, operations / bytes, ms, rate].map(digits),
      percent(rate / (ceilings.product.gflops * threads)),
      percent((functions * ceilings.functionNs) / 1e6 / threads / ms),
      percent(trafficMs(bytes, ceilings.copy) / ms),
    ];
  });
  return table(words.rows, lines);
}

function checkTable({ javascript, growth, windowMs, of50 }, words) {
  const verdict = (isMet) => (isMet ? words.met : words.missed);
  const { steps, heap, engine, garbagePerStep } = growth;
  const share = (name, goal) => {
    const { share } = javascript[name];
    return [words.javascript(name), percent(share), `< ${percent(goal)}`, verdict(share < goal)];
  };
  return table(words.checks, [
    share("passengers", 0.3),
    share("air-quality", 0.05),
    // Some kilobytes come and go with V8's own tables, whatever the program does.
    [words.growth(steps), words.bytes(heap), words.none, verdict(heap < 65536)],
    [words.engine(steps), words.bytes(engine), words.none, verdict(engine === 0)],
    [words.garbage, words.bytes(garbagePerStep), "", ""],
    [words.window, `${digits(1000 * windowMs)} µs`, "< 50 µs", verdict(windowMs < 0.05)],
    [words.of50, percent(of50), "≥ 85 %", verdict(of50 >= 0.85)],
  ]);
}

function sizeTable({ sizes }, words) {
  const [units, rate] = words.sizes;
  return table(
    [units, ...sizes.map(({ units }) => String(units))],
    [[rate, ...sizes.map(({ gflops }) => digits(gflops))]],
  );
}

export function report(result, lang = "en") {
  const words = WORDS[lang];
  return [
    `${machineLine(result.machine, lang)}${words.end}`,
    ceilingTable(result.ceilings, words),
    workloadTable(result, words),
    checkTable(result, words),
    sizeTable(result, words),
  ].join("\n\n");
}
