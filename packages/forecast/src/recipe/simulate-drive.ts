import { generator, seed, split } from "@gatecast/engine";
import type { Frame } from "../contracts/index.ts";
import { DRIVE_STEP, driveFrame } from "./drive.ts";

const ROWS = 3420;
const SECONDS = DRIVE_STEP / 1000;
/** Metres between the axles, and degrees of the steering wheel for a degree of the front wheels. */
const WHEELBASE = 2.8;
const STEERING_RATIO = 15;
const DEGREES = 180 / Math.PI;
/** Seconds that the driver looks ahead, and that the hands take. */
const PREVIEW = 0.6;
const REACTION = 0.25;

/**
 * A made-up drive where no recorded one is at hand: a road whose curvature wanders, a speed that yields to it, and a driver who
 * steers a linear single-track car (Riekert & Schunck 1940, without slip) by the road some way ahead, late and not quite
 * exactly. The same numbers every time.
 */
export function simulateDrive(): Frame {
  const root = seed(20);
  const [road, mood, hand] = ["road", "speed", "hand"].map((name) => normal(generator(split(root, name)))) as [
    () => number,
    () => number,
    () => number,
  ];
  // A long way of road, a value a metre: bends of about a hundred metres.
  const curvature = new Float64Array(8000);
  let bend = 0;
  for (let metre = 1; metre < curvature.length; metre++) {
    bend += -bend / 60 + 0.0016 * road();
    curvature[metre] = curvature[metre - 1]! + (bend * 0.02 - curvature[metre - 1]! / 40);
  }
  const at = (metre: number): number => curvature[Math.min(curvature.length - 1, Math.max(0, Math.floor(metre)))]!;
  const velocity = new Float64Array(ROWS);
  const yaw = new Float64Array(ROWS);
  const angle = new Float64Array(ROWS);
  let place = 0;
  let speed = 12;
  let wheel = 0;
  for (let row = 0; row < ROWS; row++) {
    const wanted = 16 / (1 + 40 * Math.abs(at(place + 20)));
    speed = Math.max(2, speed + SECONDS * (0.4 * (wanted - speed) + 0.6 * mood()));
    const aim = STEERING_RATIO * DEGREES * WHEELBASE * at(place + speed * PREVIEW);
    wheel += (SECONDS / (SECONDS + REACTION)) * (aim - wheel) + 0.12 * hand();
    velocity[row] = speed;
    yaw[row] = speed * at(place);
    angle[row] = wheel;
    place += speed * SECONDS;
  }
  return driveFrame(Date.UTC(2020, 0, 1), { velocity, yaw, angle });
}

/** Numbers with mean 0 and variance 1: the sum of twelve uniform ones less 6. */
function normal(random: () => number): () => number {
  return () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += random();
    return sum;
  };
}
