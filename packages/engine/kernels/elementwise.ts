// Arithmetic on whole tensors: n floats, padding included, n a multiple of 4.

/** y = 0 */
export function clear(y: usize, n: i32): void {
  memory.fill(y, 0, <usize>n << 2);
}

/** y = a + b */
export function add(y: usize, a: usize, b: usize, n: i32): void {
  const end = <usize>n << 2;
  for (let at: usize = 0; at < end; at += 16) v128.store(y + at, f32x4.add(v128.load(a + at), v128.load(b + at)));
}

/** y = x + row for so many steps of x and y, each n floats and `step` floats behind the one before. */
export function addToSteps(y: usize, x: usize, row: usize, n: i32, step: i32, steps: i32): void {
  for (let t = 0; t < steps; t++) {
    add(y, x, row, n);
    y += <usize>step << 2;
    x += <usize>step << 2;
  }
}

/** y (+)= a ⊙ b */
export function multiplyElements(y: usize, a: usize, b: usize, n: i32, accumulate: bool): void {
  const end = <usize>n << 2;
  for (let at: usize = 0; at < end; at += 16) {
    const product = f32x4.mul(v128.load(a + at), v128.load(b + at));
    v128.store(y + at, accumulate ? f32x4.add(v128.load(y + at), product) : product);
  }
}

/** y (+)= x ⊙ (1 − g) */
export function multiplyComplement(y: usize, x: usize, g: usize, n: i32, accumulate: bool): void {
  const end = <usize>n << 2;
  for (let at: usize = 0; at < end; at += 16) {
    const product = f32x4.mul(v128.load(x + at), f32x4.sub(f32x4.splat(1), v128.load(g + at)));
    v128.store(y + at, accumulate ? f32x4.add(v128.load(y + at), product) : product);
  }
}

/** y (+)= x ⊙ (a − b) */
export function multiplyDifference(y: usize, x: usize, a: usize, b: usize, n: i32, accumulate: bool): void {
  const end = <usize>n << 2;
  for (let at: usize = 0; at < end; at += 16) {
    const product = f32x4.mul(v128.load(x + at), f32x4.sub(v128.load(a + at), v128.load(b + at)));
    v128.store(y + at, accumulate ? f32x4.add(v128.load(y + at), product) : product);
  }
}

/** y (+)= factor · x */
export function scale(y: usize, x: usize, factor: f32, n: i32, accumulate: bool): void {
  const end = <usize>n << 2;
  const f = f32x4.splat(factor);
  for (let at: usize = 0; at < end; at += 16) {
    const product = f32x4.mul(f, v128.load(x + at));
    v128.store(y + at, accumulate ? f32x4.add(v128.load(y + at), product) : product);
  }
}

/** Rows of `width` floats copied or added between row strides (in floats); width a multiple of 4. */
export function copyRows(to: usize, toStride: i32, from: usize, fromStride: i32, rows: i32, width: i32, accumulate: bool): void {
  const size = <usize>width << 2;
  for (let r = 0; r < rows; r++) {
    for (let at: usize = 0; at < size; at += 16) {
      const value = v128.load(from + at);
      v128.store(to + at, accumulate ? f32x4.add(v128.load(to + at), value) : value);
    }
    to += <usize>toStride << 2;
    from += <usize>fromStride << 2;
  }
}

/** The same for any width, float by float. */
export function copyRagged(to: usize, toStride: i32, from: usize, fromStride: i32, rows: i32, width: i32, accumulate: bool): void {
  const size = <usize>width << 2;
  for (let r = 0; r < rows; r++) {
    for (let at: usize = 0; at < size; at += 4) {
      const value = load<f32>(from + at);
      store<f32>(to + at, accumulate ? load<f32>(to + at) + value : value);
    }
    to += <usize>toStride << 2;
    from += <usize>fromStride << 2;
  }
}

/** Writes one row into each of `rows` rows. */
export function spreadRow(to: usize, toStride: i32, row: usize, rows: i32, width: i32): void {
  const size = <usize>width << 2;
  for (let r = 0; r < rows; r++) {
    memory.copy(to, row, size);
    to += <usize>toStride << 2;
  }
}

/** Puts zeros behind the first `width` floats of each row of `stride` floats. */
export function clearPadding(y: usize, rows: i32, width: i32, stride: i32): void {
  for (let r = 0; r < rows; r++) {
    for (let i = width; i < stride; i++) store<f32>(y + (<usize>i << 2), 0);
    y += <usize>stride << 2;
  }
}

/** dx (+)= dy ⊙ y ⊙ (1 − y) */
export function sigmoidGradient(dx: usize, y: usize, dy: usize, n: i32, accumulate: bool): void {
  const end = <usize>n << 2;
  for (let at: usize = 0; at < end; at += 16) {
    const value = v128.load(y + at);
    const slope = f32x4.mul(value, f32x4.sub(f32x4.splat(1), value));
    const product = f32x4.mul(v128.load(dy + at), slope);
    v128.store(dx + at, accumulate ? f32x4.add(v128.load(dx + at), product) : product);
  }
}

/** dx (+)= dy ⊙ (1 − y²) */
export function tanhGradient(dx: usize, y: usize, dy: usize, n: i32, accumulate: bool): void {
  const end = <usize>n << 2;
  for (let at: usize = 0; at < end; at += 16) {
    const value = v128.load(y + at);
    const product = f32x4.mul(v128.load(dy + at), f32x4.sub(f32x4.splat(1), f32x4.mul(value, value)));
    v128.store(dx + at, accumulate ? f32x4.add(v128.load(dx + at), product) : product);
  }
}

/** max(x, 0); NaN stays NaN. */
export function relu(y: usize, x: usize, n: i32): void {
  const end = <usize>n << 2;
  for (let at: usize = 0; at < end; at += 16) v128.store(y + at, f32x4.max(v128.load(x + at), f32x4.splat(0)));
}

/** dx (+)= dy where y > 0 */
export function reluGradient(dx: usize, y: usize, dy: usize, n: i32, accumulate: bool): void {
  const end = <usize>n << 2;
  for (let at: usize = 0; at < end; at += 16) {
    const product = v128.and(v128.load(dy + at), f32x4.gt(v128.load(y + at), f32x4.splat(0)));
    v128.store(dx + at, accumulate ? f32x4.add(v128.load(dx + at), product) : product);
  }
}

/** y = 2 · √(2/π) · (x + 0.044715 · x³): what GELU takes the sigmoid of. */
export function geluArgument(y: usize, x: usize, n: i32): void {
  const end = <usize>n << 2;
  for (let at: usize = 0; at < end; at += 16) {
    const value = v128.load(x + at);
    const square = f32x4.mul(value, value);
    const slope = f32x4.add(f32x4.splat(1.5957691216057308), f32x4.mul(f32x4.splat(0.0713548162726), square));
    v128.store(y + at, f32x4.mul(value, slope));
  }
}

/** dx (+)= dy ⊙ the slope of x ⊙ s, where s is the sigmoid of `geluArgument`. */
export function geluGradient(dx: usize, x: usize, s: usize, dy: usize, n: i32, accumulate: bool): void {
  const end = <usize>n << 2;
  for (let at: usize = 0; at < end; at += 16) {
    const value = v128.load(x + at);
    const gate = v128.load(s + at);
    const square = f32x4.mul(value, value);
    const inner = f32x4.add(f32x4.splat(1.5957691216057308), f32x4.mul(f32x4.splat(0.2140644488178), square));
    const open = f32x4.mul(gate, f32x4.sub(f32x4.splat(1), gate));
    const slope = f32x4.add(gate, f32x4.mul(f32x4.mul(value, open), inner));
    const product = f32x4.mul(v128.load(dy + at), slope);
    v128.store(dx + at, accumulate ? f32x4.add(v128.load(dx + at), product) : product);
  }
}

/**
 * Writes a mask of zeros and 1 / keep into n floats: float i is kept when a hash of (seed, i) lies below `keep`.
 * The hash is a 32-bit finaliser of xor-shifts and multiplications (C. Wellons, "Prospecting for Hash Functions").
 */
export function dropoutMask(mask: usize, n: i32, keep: f64, seedLow: u32, seedHigh: u32): void {
  const kept = <f32>(1 / keep);
  const limit = keep * 4294967296;
  for (let i = 0; i < n; i++) {
    const r = mix(mix(<u32>i ^ seedLow) ^ seedHigh);
    store<f32>(mask + (<usize>i << 2), <f64>r < limit ? kept : 0);
  }
}

// @ts-ignore: decorator
@inline
function mix(x: u32): u32 {
  x = (x ^ (x >>> 16)) * 0x21f0aaad;
  x = (x ^ (x >>> 15)) * 0x735a2d97;
  return x ^ (x >>> 15);
}

/** Rows of n floats at stride n: y (+)= x ⊙ factors + start, with one row of factors, and one to start from (0 for none). */
export function scaleColumns(y: usize, x: usize, factors: usize, start: usize, rows: i32, n: i32, accumulate: bool): void {
  const end = <usize>n << 2;
  for (let r = 0; r < rows; r++) {
    for (let at: usize = 0; at < end; at += 16) {
      let value = f32x4.mul(v128.load(x + at), v128.load(factors + at));
      if (start != 0) value = f32x4.add(value, v128.load(start + at));
      v128.store(y + at, accumulate ? f32x4.add(v128.load(y + at), value) : value);
    }
    x += end;
    y += end;
  }
}
