import { adding } from "./adding.js";
import { channels } from "./channels.js";
import { copy } from "./copy.js";
import { counting } from "./counting.js";
import { delayLine } from "./delay-line.js";
import { drivers } from "./drivers.js";
import { imputation } from "./imputation.js";
import { latch } from "./latch.js";
import { parity } from "./parity.js";
import { reber } from "./reber.js";
import { relay } from "./relay.js";
import { reverse } from "./reverse.js";
import { scales } from "./scales.js";
import { season } from "./season.js";
import { selectiveCopy } from "./selective-copy.js";
import { spikeDelay } from "./spike-delay.js";
import { temporalOrder } from "./temporal-order.js";
import { timeLag } from "./time-lag.js";
import { waveform } from "./waveform.js";
import { words } from "./words.js";

/** Tasks of the full study. */
const STUDY = [
  adding(50, 2000),
  adding(100, 2500),
  temporalOrder(50, 2000),
  reber(3000),
  counting(3000),
  parity(40, 1500),
  latch(1000),
  timeLag(100, 1500),
  waveform(320, 3000),
  delayLine(24, 2000),
  reverse(10, 2000),
  copy("copy", 4, 5, 3000),
  copy("copy-6x8", 6, 8, 5000),
  selectiveCopy(24, 3000),
  imputation(2000),
  spikeDelay(30, 2000),
  words(80, 2000),
  drivers(6, 2000),
  scales(128, 1500),
  relay(8, 1500),
  channels(4, 1500),
];

/** For what is put around cells. */
const WRAPPED = [timeLag(300, 1500), season(48, 2000)];

/** Shorter ones, for tests alone. */
const SHORT = [adding(30, 1000), temporalOrder(20, 1500), timeLag(20, 1500), delayLine(12, 2000), spikeDelay(10, 1500)];

const byName = (tasks) => Object.fromEntries(tasks.map((task) => [task.name, task]));
export const STUDY_TASKS = Object.keys(byName(STUDY));
export const TASKS = byName([...STUDY, ...WRAPPED, ...SHORT]);
