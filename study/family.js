// Every member of the family on the tasks that tell a right cell from a wrong one, with several seeds.
// usage: npm run study:family -- [--seeds N] [--minutes M] [--members A,B] [--tasks A,B] [--json] [--write] [--fresh] [--wrapped]
// What has been run stands in study/family.jsonl and is not run again; ^C ends a study behind its last whole run. With --wrapped
// it is about what is put around cells instead, has a table of its own, and its runs stand in study/wrapped.jsonl.
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FAMILY } from "@gatecast/nn";
import { machineFacts, machineLine } from "../bench/machine.js";
import { run, wholeNumber } from "../bench/options.js";
import { writePages } from "../bench/page.js";
import { digits } from "../bench/table.js";
import { ownedBy, tasksOf } from "./owners.js";
import { openRuns, pairsOf, summaryOf } from "./plan.js";
import { addRun, readRuns } from "./record.js";
import { studyTable } from "./report.js";
import { STUDY_TASKS, TASKS } from "./tasks/index.js";
import { trainOnce } from "./train.js";
import { WRAPPED } from "./wrapped.js";

/** Some of the keys of a table, all of them where nothing is said; throws where one is none of them. */
function some(names, known, option) {
  if (names === undefined) return known;
  const unknown = names.split(",").find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(`--${option}: no "${unknown}"; there are ${known.join(", ")}`);
  }
  return known.filter((name) => names.split(",").includes(name));
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string", default: "5" },
      minutes: { type: "string" },
      members: { type: "string" },
      tasks: { type: "string" },
      file: { type: "string" },
      json: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      fresh: { type: "boolean", default: false },
      wrapped: { type: "boolean", default: false },
    },
  });
  if (values.wrapped && values.members !== undefined) throw new RangeError("--wrapped has members of its own");
  const part = values.members !== undefined || values.tasks !== undefined;
  if (values.write && part) throw new RangeError("--write replaces the whole table: it takes all members and tasks");
  const file = values.wrapped ? "wrapped.jsonl" : "family.jsonl";
  return {
    ...values,
    file: values.file ?? fileURLToPath(new URL(file, import.meta.url)),
    seeds: wholeNumber(values, "seeds"),
    minutes: values.minutes === undefined ? Number.POSITIVE_INFINITY : wholeNumber(values, "minutes"),
    members: some(values.members, Object.keys(FAMILY), "members"),
    tasks: some(values.tasks, Object.keys(values.wrapped ? WRAPPED : TASKS), "tasks"),
    named: values.members !== undefined && values.tasks !== undefined,
  };
}

/** Members with the tasks that they are held to; where both are named, every one of these with every one of those. */
function askedFor({ members, tasks, named, wrapped }) {
  if (wrapped) return tasks.flatMap((task) => WRAPPED[task].map((one) => ({ ...one, task: TASKS[task] })));
  return members.flatMap((name) => {
    const own = named ? tasks : tasksOf(name, STUDY_TASKS).filter((task) => tasks.includes(task));
    const { depth } = ownedBy(name);
    return own.map((task) => ({ member: FAMILY[name], task: TASKS[task], depth }));
  });
}

await run(async () => {
  const options = readOptions();
  if (options.fresh) rmSync(options.file, { force: true });
  const pairs = await pairsOf(askedFor(options), readRuns(options.file));
  const until = performance.now() + 60_000 * options.minutes;
  let interrupted = false;
  process.once("SIGINT", () => {
    interrupted = true;
  });
  const stopped = () => interrupted || performance.now() > until;
  for (const { pair, rate, run: number } of openRuns(pairs, options.seeds)) {
    if (stopped()) break;
    const { member, task, depth, mark } = pair;
    const say = (text) => process.stderr.write(`${task.name} ${member.name}, rate ${rate}, run ${number}: ${text}\n`);
    const result = await trainOnce(member, task, { rate, run: number, depth, stopped });
    if (result === null) break;
    pair.runs.push({ ...result, mark });
    addRun(options.file, { ...result, mark });
    const { solved, miss, steps, seconds } = result;
    say(`${solved ? "solved" : "not solved"}, ${digits(miss)} after ${steps} updates in ${seconds.toFixed(1)} s`);
  }
  const summaries = pairs.map(summaryOf).filter((summary) => summary !== null);
  if (options.write) {
    const facts = machineFacts();
    const page = (lang) =>
      `${machineLine(facts, lang)}${lang === "zh" ? "。" : "."}\n\n${studyTable(summaries, TASKS, lang)}`;
    writePages(options.wrapped ? "wrapped" : "study", {
      "docs/family.md": page("en"),
      "docs/family.zh-CN.md": page("zh"),
    });
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ machine: machineFacts(), summaries }, null, 2)}\n`);
  else process.stdout.write(`${studyTable(summaries, TASKS, "en")}\n`);
  if (interrupted) process.exitCode = 130;
}, "study");
