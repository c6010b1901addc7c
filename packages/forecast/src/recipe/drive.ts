import { type Frame, Problem, type Table } from "../contracts/index.ts";
import { readTable } from "../data/index.ts";

/** Milliseconds between two rows of a drive. */
export const DRIVE_STEP = 100;
/** Below this speed, in m/s, yaw rate over speed says nothing about the road. */
const SLOWEST = 1;
const MS_PER_MPH = 0.44704;

/**
 * One drive out of two recordings at uneven times: the car's speed (mph) and steering angle (degrees), and a telephone's gravity
 * and rotation rate, whose part along gravity is the yaw rate. Both are interpolated linearly to ten rows a second; curvature is
 * yaw rate over speed, in 1/m, and 0 where the car hardly moves.
 */
export async function readDrive(
  car: Uint8Array,
  phone: Uint8Array,
  names: { readonly car: string; readonly phone: string },
  signal?: AbortSignal,
): Promise<Frame> {
  const stop = signal === undefined ? {} : { signal };
  const carTable = await readTable(car, { file: names.car, time: "Time", ...stop });
  const phoneTable = await readTable(phone, { file: names.phone, time: "loggingTime(txt)", ...stop });
  const [carTimes, phoneTimes] = [timesOf(carTable, names.car), timesOf(phoneTable, names.phone)];
  const column = (table: Table, start: string, file: string) => valuesOf(table, start, file);
  const axes = ["X", "Y", "Z"].map((axis) => ({
    gravity: column(phoneTable, `motionGravity${axis}`, names.phone),
    rotation: column(phoneTable, `motionRotationRate${axis}`, names.phone),
  }));
  const yaw = phoneTimes.map((_, row) => {
    let along = 0;
    let squares = 0;
    for (const { gravity, rotation } of axes) {
      along += gravity[row]! * rotation[row]!;
      squares += gravity[row]! * gravity[row]!;
    }
    return along / Math.sqrt(squares);
  });
  const speed = column(carTable, "Speed (MPH)", names.car).map((mph) => mph * MS_PER_MPH);
  const angle = column(carTable, "Steering Angle", names.car);
  const start = Math.max(carTimes[0]!, phoneTimes[0]!);
  const end = Math.min(carTimes.at(-1)!, phoneTimes.at(-1)!);
  const grid = Float64Array.from({ length: Math.ceil((end - start) / DRIVE_STEP) }, (_, i) => start + i * DRIVE_STEP);
  return driveFrame(start, {
    velocity: interpolate(grid, carTimes, speed),
    yaw: interpolate(grid, phoneTimes, yaw),
    angle: interpolate(grid, carTimes, angle),
  });
}

/** A drive as a table of curvature (1/m), velocity (m/s) and steering angle (degrees), ten rows a second. */
export function driveFrame(
  start: number,
  { velocity, yaw, angle }: Readonly<Record<"velocity" | "yaw" | "angle", Float64Array>>,
): Frame {
  const curvature = yaw.map((rate, row) => (velocity[row]! > SLOWEST ? rate / velocity[row]! : 0));
  return {
    id: "drive",
    timeName: "ds",
    time: {
      kind: "calendar",
      start,
      step: { unit: "second", count: DRIVE_STEP / 1000 },
      length: angle.length,
      format: "YYYY-MM-DD HH:mm:ss.SSS",
    },
    columns: [
      { name: "curvature", values: curvature },
      { name: "velocity", values: velocity },
      { name: "angle", values: angle },
    ],
  };
}

/** Straight lines between readings at rising times, as numpy.interp draws them. */
function interpolate(at: Float64Array, times: Float64Array, values: Float64Array): Float64Array {
  let right = 1;
  return at.map((time) => {
    while (right < times.length - 1 && times[right]! <= time) right++;
    const [from, to] = [times[right - 1]!, times[right]!];
    const way = to > from ? Math.min(1, Math.max(0, (time - from) / (to - from))) : 1;
    return values[right - 1]! + (values[right]! - values[right - 1]!) * way;
  });
}

function timesOf({ time }: Table, file: string): Float64Array {
  if (time !== undefined && time.values.length > 1) return time.values;
  throw new Problem("data", "drive_unreadable", "This is not a recording of a drive: it has no times.", {
    needed: "a column of times with at least two rows",
    hint: "Use the file that the recipe names.",
    file,
  });
}

function valuesOf(table: Table, start: string, file: string): Float64Array {
  const column = table.columns.find(({ name }) => name.startsWith(start));
  if (column?.kind === "number") return column.values;
  throw new Problem("data", "drive_unreadable", `This is not a recording of a drive: "${start}" is missing.`, {
    found: column === undefined ? "no such column" : "a column of words",
    needed: `a column of numbers whose name begins with "${start}"`,
    hint: "Use the file that the recipe names.",
    file,
  });
}
