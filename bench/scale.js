// One long series of one column: memory and time against the number of rows. Each length runs in a process of its own.
// usage: npm run bench:scale -- [--rows 10000,100000,…] [--units N] [--batch N] [--epochs N] [--lookback N] [--horizon N] [--json]
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({
  options: {
    rows: { type: "string", default: "10000,100000,1000000,10000000" },
    units: { type: "string", default: "8" },
    batch: { type: "string", default: "128" },
    epochs: { type: "string", default: "2" },
    lookback: { type: "string", default: "24" },
    horizon: { type: "string", default: "1" },
    json: { type: "boolean" },
    // What the process of one length is started with.
    one: { type: "boolean" },
  },
});

const MEBIBYTE = 1_048_576;

/** Resident bytes of this process, now (`VmRSS`) or at most (`VmHWM`); the process's own count where there is no /proc. */
function resident(name) {
  const status = "/proc/self/status";
  if (!existsSync(status)) return name === "VmRSS" ? process.memoryUsage.rss() : 1024 * process.resourceUsage().maxRSS;
  return 1024 * Number(readFileSync(status, "utf8").match(new RegExp(`${name}:\\s+(\\d+)`))[1]);
}

/** A day's curve of 24 rows, a slow wave and noise. */
function series(rows, generator) {
  const values = new Float64Array(rows);
  for (let t = 0; t < rows; t++) {
    values[t] = 50 + 10 * Math.sin((2 * Math.PI * t) / 24) + 5 * Math.sin(t / 5000) + 4 * (generator() - 0.5);
  }
  return values;
}

async function measure(rows) {
  const { generator, seed } = await import("@gatecast/engine");
  const { fit } = await import("@gatecast/forecast");
  globalThis.gc?.();
  const before = resident("VmRSS");
  // The highest mark so far is that of starting up; it begins anew here.
  if (existsSync("/proc/self/clear_refs")) writeFileSync("/proc/self/clear_refs", "5");
  const values = series(rows, generator(seed(1)));
  const time = { kind: "count", start: 1, length: rows };
  const frame = { id: "scale", time, timeName: "ds", columns: [{ name: "y", values }] };
  const started = performance.now();
  const marks = [];
  const onEvent = ({ kind, phase, record }) => {
    if (kind !== "epoch") return;
    const cpu = process.cpuUsage();
    marks.push({ phase, epoch: record.epoch, at: performance.now(), cpu: cpu.user / 1e6, peak: resident("VmHWM") });
  };
  const number = (name) => Number(options[name]);
  const { outcome, model } = await fit(
    frame,
    {
      target: "y",
      lookback: number("lookback"),
      horizon: number("horizon"),
      units: [number("units")],
      batch: number("batch"),
      epochs: number("epochs"),
      season: 24,
    },
    { onEvent },
  );
  const finished = performance.now();
  const spans = marks.slice(1).map((mark, i) => ({ ...mark, ...spanOf(marks[i], mark) }));
  const epochs = spans.filter(({ phase, epoch }) => phase === "train" && epoch > 0);
  const mean = (name) => epochs.reduce((sum, span) => sum + span[name], 0) / epochs.length;
  model.close();
  return {
    rows,
    windows: outcome.rows.train - number("lookback") - number("horizon") + 1,
    data_mib: (8 * rows) / MEBIBYTE,
    start_seconds: (marks[0].at - started) / 1000,
    epoch_seconds: mean("seconds"),
    epoch_user_seconds: mean("user"),
    total_seconds: (finished - started) / 1000,
    training_mib: (Math.max(...marks.map(({ peak }) => peak)) - before) / MEBIBYTE,
    peak_mib: (resident("VmHWM") - before) / MEBIBYTE,
    of_data: (resident("VmHWM") - before) / (8 * rows),
    rmse: outcome.scores[0].rmse,
    weights: outcome.weightsSha256.slice(0, 12),
  };
}

function spanOf(from, to) {
  return { seconds: (to.at - from.at) / 1000, user: to.cpu - from.cpu };
}

/** One process for one length. */
function childOf(rows) {
  const passed = ["units", "batch", "epochs", "lookback", "horizon"].flatMap((name) => [`--${name}`, options[name]]);
  const script = fileURLToPath(import.meta.url);
  const args = ["--expose-gc", script, "--one", "--rows", String(rows), ...passed];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }));
}

/** What the time of an epoch grows with: 1 is linear. */
function exponent(results) {
  const [first, last] = [results[0], results.at(-1)];
  return Math.log(last.epoch_user_seconds / first.epoch_user_seconds) / Math.log(last.windows / first.windows);
}

const lengths = options.rows.split(",").map(Number);
if (options.one) {
  process.stdout.write(`${JSON.stringify(await measure(lengths[0]))}\n`);
} else {
  const results = [];
  if (!options.json) {
    process.stdout.write(
      "rows  start s  s/epoch  user s/epoch  µs/window  total s  MiB while training  peak MiB  ÷ data\n",
    );
  }
  for (const rows of lengths) {
    const result = childOf(rows);
    results.push(result);
    if (options.json) continue;
    const { windows, start_seconds, epoch_seconds, epoch_user_seconds, total_seconds } = result;
    const cells = [
      rows,
      start_seconds.toFixed(2),
      epoch_seconds.toFixed(3),
      epoch_user_seconds.toFixed(3),
      ((1e6 * epoch_user_seconds) / windows).toFixed(2),
      total_seconds.toFixed(1),
      result.training_mib.toFixed(1),
      result.peak_mib.toFixed(1),
      result.of_data.toFixed(2),
    ];
    process.stdout.write(`${cells.join("  ")}\n`);
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ results, exponent: exponent(results) }, null, 2)}\n`);
  else if (results.length > 1)
    process.stdout.write(`user time of an epoch grows as windows^${exponent(results).toFixed(3)}\n`);
}
