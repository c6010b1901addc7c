import { adding } from "./adding.js";
import { copy } from "./copy.js";
import { counting } from "./counting.js";
import { delayLine } from "./delay-line.js";
import { imputation } from "./imputation.js";
import { latch } from "./latch.js";
import { parity } from "./parity.js";
import { reber } from "./reber.js";
import { reverse } from "./reverse.js";
import { selectiveCopy } from "./selective-copy.js";
import { spikeDelay } from "./spike-delay.js";
import { temporalOrder } from "./temporal-order.js";
import { timeLag } from "./time-lag.js";
import { waveform } from "./waveform.js";

const ALL = [
  adding(30, 1000),
  adding(50, 3000),
  adding(100, 4000),
  temporalOrder(20, 1500),
  temporalOrder(50, 3000),
  reber(3000),
  counting(3000),
  parity(40, 4000),
  latch(1500),
  timeLag(20, 1500),
  timeLag(100, 3000),
  waveform(64, 3000),
  waveform(320, 3000),
  delayLine(12, 2000),
  delayLine(24, 3000),
  reverse(10, 3000),
  copy(3000),
  selectiveCopy(24, 3000),
  selectiveCopy(48, 3000),
  imputation(2000),
  spikeDelay(10, 1500),
  spikeDelay(30, 3000),
];

export const TASKS = Object.fromEntries(ALL.map((task) => [task.name, task]));
