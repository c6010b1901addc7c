// Windows gathered from a table that lies in memory once: `table` holds rows of `columns` doubles. Column 0 may be taken
// relative to each window's own level and spread, in float64, before anything is rounded to float32.

/**
 * Level and spread of column 0 over the T rows that end at each origin: [B][2] doubles.
 * mode 0: 0 and 1. mode 1: the value at the origin, and 1. mode 2: mean and standard deviation (1 where it is 0).
 */
export function windowScales(
  scales: usize, table: usize, columns: i32, origins: usize, batch: i32, t: i32, mode: i32,
): void {
  const step = <usize>columns << 3;
  for (let b = 0; b < batch; b++) {
    const origin = table + <usize>load<i32>(origins + (<usize>b << 2)) * step;
    let level: f64 = 0, spread: f64 = 1;
    if (mode == 1) level = load<f64>(origin);
    if (mode == 2) {
      for (let i = 0; i < t; i++) level += load<f64>(origin - <usize>i * step);
      level /= <f64>t;
      let squares: f64 = 0;
      for (let i = 0; i < t; i++) {
        const e = load<f64>(origin - <usize>i * step) - level;
        squares += e * e;
      }
      spread = sqrt(squares / <f64>t);
      if (!(spread > 1e-12)) spread = 1;
    }
    store<f64>(scales, level);
    store<f64>(scales, spread, 8);
    scales += 16;
  }
}

/**
 * The T rows that end at each origin, oldest first: step i of window b begins `i · nextStep + b · nextWindow` floats behind x.
 * So [T, B, columns] and [B, T · columns] are the same walk. Padding is left alone.
 */
export function gatherInputs(
  x: usize, nextStep: i32, nextWindow: i32, table: usize, columns: i32, origins: usize, batch: i32, t: i32, scales: usize,
): void {
  for (let b = 0; b < batch; b++) {
    let row = table + (<usize>((load<i32>(origins + (<usize>b << 2)) - (t - 1)) * columns) << 3);
    const level = load<f64>(scales);
    const spread = load<f64>(scales, 8);
    let to = x + (<usize>(b * nextWindow) << 2);
    for (let i = 0; i < t; i++) {
      store<f32>(to, <f32>((load<f64>(row) - level) / spread));
      for (let c = 1; c < columns; c++) store<f32>(to + (<usize>c << 2), <f32>load<f64>(row + (<usize>c << 3)));
      row += <usize>columns << 3;
      to += <usize>nextStep << 2;
    }
    scales += 16;
  }
}

/** y [B, h] at row stride ldy: the h values of the one-column `target` that follow each origin; NaN stays NaN. */
export function gatherTargets(
  y: usize, ldy: i32, target: usize, origins: usize, batch: i32, h: i32, scales: usize,
): void {
  for (let b = 0; b < batch; b++) {
    const from = target + (<usize>(load<i32>(origins + (<usize>b << 2)) + 1) << 3);
    const level = load<f64>(scales);
    const spread = load<f64>(scales, 8);
    for (let k = 0; k < h; k++) {
      store<f32>(y + (<usize>k << 2), <f32>((load<f64>(from + (<usize>k << 3)) - level) / spread));
    }
    scales += 16;
    y += <usize>ldy << 2;
  }
}

/** out [B, h · columns] at row stride ldo: the h rows of `table` that follow each origin, one after the other. */
export function gatherFuture(
  out: usize, ldo: i32, table: usize, columns: i32, origins: usize, batch: i32, h: i32,
): void {
  const count = h * columns;
  for (let b = 0; b < batch; b++) {
    const from = table + (<usize>((load<i32>(origins + (<usize>b << 2)) + 1) * columns) << 3);
    for (let i = 0; i < count; i++) store<f32>(out + (<usize>i << 2), <f32>load<f64>(from + (<usize>i << 3)));
    out += <usize>ldo << 2;
  }
}
