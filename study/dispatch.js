// How many trains to send, given the passengers to come: recurrent policies that learn from what their orders led to, beside a timetable,
// a rule of thumb, forecasts with a plan, and one who knows the day.
// usage: npm run study:dispatch -- [--data FILE] [--seeds N] [--updates N] [--days N] [--cell NAME] [--json] [--write] [--fresh]
// FILE is a table of passengers by station every ten minutes, as of Hangzhou's metro; without it days are simulated alone. Runs stand in
// study/dispatch.jsonl and are not run again; ^C ends a study behind its last whole run.
import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { machineFacts, machineLine } from "../bench/machine.js";
import { run, wholeNumber } from "../bench/options.js";
import { writePages } from "../bench/page.js";
import { AHEAD } from "./dispatch/agents.js";
import { readStations, simulated } from "./dispatch/demand.js";
import { fitForecaster } from "./dispatch/forecast-demand.js";
import { byDate, opponentsOf, SAMPLES } from "./dispatch/opponents.js";
import { dispatchTable, summaryOf } from "./dispatch/report.js";
import { markOf, nextRun, reported } from "./dispatch/runs.js";
import { trainPolicy } from "./dispatch/train-policy.js";
import { addRun, readRuns } from "./record.js";

/** Forecasts that an informed policy is shown: of this slot and those that follow. */
const SHOWN = 5;

function readOptions() {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      seeds: { type: "string", default: "5" },
      updates: { type: "string", default: "3000" },
      days: { type: "string", default: "1000" },
      cell: { type: "string", default: "lstm" },
      file: { type: "string", default: fileURLToPath(new URL("dispatch.jsonl", import.meta.url)) },
      json: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      fresh: { type: "boolean", default: false },
    },
  });
  if (values.write && values.data === undefined) throw new RangeError("--write replaces both tables: it takes --data");
  const [seeds, updates, days] = ["seeds", "updates", "days"].map((name) => wholeNumber(values, name));
  return { ...values, seeds, updates, days };
}

/** What has been run of one policy, after what was missing. */
async function policyRuns(demand, { where, kind, outlook, interrupted, ...options }) {
  const { file, cell, updates, seeds } = options;
  const mark = markOf(cell, updates, kind, demand);
  const own = () => readRuns(file).filter((one) => one.mark === mark);
  for (let next = nextRun(own(), seeds); next !== null && !interrupted(); next = nextRun(own(), seeds)) {
    const made = await trainPolicy(demand, { ...next, cell, updates, outlook, stopped: interrupted });
    if (made === null) break;
    const costs = made.costs === undefined ? {} : { costs: byDate(made.costs, demand.test) };
    addRun(file, { mark, where, kind, cell, ...made, ...costs });
    const { run: number, settings, validation, update, seconds } = made;
    process.stderr.write(
      `${where}, ${kind}, entropy ${settings.entropy}, run ${number}: ${validation.toFixed(2)} a validation day after ${update} updates, ${seconds.toFixed(0)} s\n`,
    );
  }
  return reported(own()).filter((one) => one.run <= seeds);
}

await run(async () => {
  const options = readOptions();
  const { data, file, days, cell, json, write, fresh } = options;
  if (fresh) rmSync(file, { force: true });
  const stations = { simulated: simulated(days) };
  if (data !== undefined) stations.metro = readStations(readFileSync(data, "utf8"));
  else process.stderr.write("No --data: days of the simulated station alone, none of a metro.\n");
  let isInterrupted = false;
  process.once("SIGINT", () => {
    isInterrupted = true;
  });
  const interrupted = () => isInterrupted;
  const summaries = [];
  for (const [where, demand] of Object.entries(stations)) {
    const forecaster = fitForecaster(demand.learning, AHEAD, SAMPLES);
    const outlooks = { policy: undefined, "informed policy": { forecast: forecaster.forecast, ahead: SHOWN } };
    const policies = [];
    for (const [kind, outlook] of Object.entries(outlooks)) {
      const runs = await policyRuns(demand, { ...options, where, kind, outlook, interrupted });
      if (runs.length > 0) policies.push({ kind, runs });
    }
    summaries.push(summaryOf(where, demand, opponentsOf(demand, forecaster), policies));
  }
  const facts = machineFacts();
  const tables = (lang) => summaries.map((one) => dispatchTable(one, cell, lang)).join("\n\n");
  if (write && !isInterrupted) {
    const page = (lang) => `${machineLine(facts, lang)}${lang === "zh" ? "。" : "."}\n\n${tables(lang)}`;
    writePages("dispatch", { "docs/decisions.md": page("en"), "docs/decisions.zh-CN.md": page("zh") });
  }
  if (json) process.stdout.write(`${JSON.stringify({ machine: facts, summaries }, null, 2)}\n`);
  else process.stdout.write(`${tables("en")}\n`);
  if (isInterrupted) process.exitCode = 130;
}, "dispatch");
