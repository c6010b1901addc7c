// The convolution kernel of S4: in every channel n complex states, and their conjugates, with the matrix diag Λ − P Pᴴ and inputs B,
// taken to steps of 2h by the trapezoidal rule. A channel at a time, in float64. `values` are rows of `stride` floats: n each of
// Re Λ, Im Λ, Re P, Im P, Re B, Im B, Re C and Im C, then h and D. `work` holds 16 n + 2 n · steps doubles.

/** Numbers of one channel in `work`, n complex ones each: behind them lie the states. */
const M: usize = 0; // 1 + hΛ
const INVERSE: usize = 1; // 1 / (1 − hΛ)
const E: usize = 2; // P / (1 − hΛ)
const W: usize = 3; // What a step solves for before the low rank is taken away.
const STATE_SLOPE: usize = 4;
const M_SLOPE: usize = 5;
const INVERSE_SLOPE: usize = 6;
const E_SLOPE: usize = 7;
const STATES: usize = 8;

// @ts-ignore: decorator
@inline
function get(at: usize, i: i32): f64 {
  return load<f64>(at + (<usize>i << 3));
}

// @ts-ignore: decorator
@inline
function put(at: usize, i: i32, value: f64): void {
  store<f64>(at + (<usize>i << 3), value);
}

/** Value `row` of the channel at `values`. */
// @ts-ignore: decorator
@inline
function value(values: usize, stride: i32, row: i32): f64 {
  return <f64>load<f32>(values + (<usize>(row * stride) << 2));
}

// @ts-ignore: decorator
@inline
function addTo(values: usize, stride: i32, row: i32, more: f64): void {
  const at = values + (<usize>(row * stride) << 2);
  store<f32>(at, <f32>(<f64>load<f32>(at) + more));
}

/** What does not depend on the step; returns 1 + h · c, by which the low rank is divided. */
function prepare(values: usize, work: usize, stride: i32, n: i32): f64 {
  const block = <usize>n << 4;
  const h = value(values, stride, 8 * n);
  let c: f64 = 0;
  for (let i = 0; i < n; i++) {
    const lr = value(values, stride, i), li = value(values, stride, n + i);
    const pr = value(values, stride, 2 * n + i), pi = value(values, stride, 3 * n + i);
    const dr = 1 - h * lr, di = -h * li;
    const square = dr * dr + di * di;
    const ir = dr / square, ii = -di / square;
    put(work + M * block, 2 * i, 1 + h * lr);
    put(work + M * block, 2 * i + 1, h * li);
    put(work + INVERSE * block, 2 * i, ir);
    put(work + INVERSE * block, 2 * i + 1, ii);
    put(work + E * block, 2 * i, pr * ir - pi * ii);
    put(work + E * block, 2 * i + 1, pr * ii + pi * ir);
    c += 2 * (pr * pr + pi * pi) * ir;
  }
  return 1 + h * c;
}

/**
 * One step: `to` from `from`, or from an input of 1 where `from` is 0. Leaves w, and returns s = 2 Re(Pᴴ w) / (1 + h · c), which
 * takes the low rank away.
 */
function advance(to: usize, from: usize, values: usize, work: usize, stride: i32, n: i32, q: f64): f64 {
  const block = <usize>n << 4;
  const h = value(values, stride, 8 * n);
  let p: f64 = 0;
  if (from != 0) {
    for (let i = 0; i < n; i++) {
      p += value(values, stride, 2 * n + i) * get(from, 2 * i) + value(values, stride, 3 * n + i) * get(from, 2 * i + 1);
    }
    p *= 2;
  }
  let g: f64 = 0;
  for (let i = 0; i < n; i++) {
    const pr = value(values, stride, 2 * n + i), pi = value(values, stride, 3 * n + i);
    let rr = 2 * h * value(values, stride, 4 * n + i), ri = 2 * h * value(values, stride, 5 * n + i);
    if (from != 0) {
      const mr = get(work + M * block, 2 * i), mi = get(work + M * block, 2 * i + 1);
      const xr = get(from, 2 * i), xi = get(from, 2 * i + 1);
      rr = mr * xr - mi * xi - h * p * pr;
      ri = mr * xi + mi * xr - h * p * pi;
    }
    const ir = get(work + INVERSE * block, 2 * i), ii = get(work + INVERSE * block, 2 * i + 1);
    const wr = ir * rr - ii * ri, wi = ir * ri + ii * rr;
    put(work + W * block, 2 * i, wr);
    put(work + W * block, 2 * i + 1, wi);
    g += pr * wr + pi * wi;
  }
  const s = 2 * g / q;
  for (let i = 0; i < 2 * n; i++) put(to, i, get(work + W * block, i) - h * s * get(work + E * block, i));
  return s;
}

/** The kernel's values for every step, rows of `stride` floats, of `channels` channels: K_l = 2 Re Σ C · x_l, and D at l = 0. */
export function stateSpaceKernel(kernel: usize, values: usize, work: usize, steps: i32, channels: i32, stride: i32, n: i32): void {
  const block = <usize>n << 4;
  for (let channel = 0; channel < channels; channel++) {
    const q = prepare(values, work, stride, n);
    let before: usize = 0;
    for (let l = 0; l < steps; l++) {
      // Two places take turns.
      const state = work + (STATES + <usize>(l & 1)) * block;
      advance(state, before, values, work, stride, n, q);
      let sum: f64 = 0;
      for (let i = 0; i < n; i++) {
        sum += value(values, stride, 6 * n + i) * get(state, 2 * i) - value(values, stride, 7 * n + i) * get(state, 2 * i + 1);
      }
      sum *= 2;
      if (l == 0) sum += value(values, stride, 8 * n + 1);
      store<f32>(kernel + (<usize>(l * stride) << 2), <f32>sum);
      before = state;
    }
    kernel += 4;
    values += 4;
  }
}

/** dL/d values, laid out like them, from dL/d kernel. A slope is dL/d Re + i · dL/d Im. */
export function stateSpaceKernelGradient(
  out: usize, slopes: usize, values: usize, work: usize, steps: i32, channels: i32, stride: i32, n: i32,
): void {
  const block = <usize>n << 4;
  for (let channel = 0; channel < channels; channel++) {
    const h = value(values, stride, 8 * n);
    const q = prepare(values, work, stride, n);
    for (let row = 0; row < 8 * n + 2; row++) store<f32>(out + (<usize>(row * stride) << 2), 0);
    memory.fill(work + STATE_SLOPE * block, 0, 4 * block);
    for (let l = 0; l < steps; l++) {
      const state = work + (STATES + <usize>l) * block;
      advance(state, l == 0 ? 0 : state - block, values, work, stride, n, q);
    }
    const x = work + STATE_SLOPE * block;
    let toH: f64 = 0, toC: f64 = 0;
    for (let l = steps - 1; l >= 0; l--) {
      const state = work + (STATES + <usize>l) * block;
      const before: usize = l == 0 ? 0 : state - block;
      const k = 2 * <f64>load<f32>(slopes + (<usize>(l * stride) << 2));
      for (let i = 0; i < n; i++) {
        put(x, 2 * i, get(x, 2 * i) + k * value(values, stride, 6 * n + i));
        put(x, 2 * i + 1, get(x, 2 * i + 1) - k * value(values, stride, 7 * n + i));
        addTo(out, stride, 6 * n + i, k * get(state, 2 * i));
        addTo(out, stride, 7 * n + i, -k * get(state, 2 * i + 1));
      }
      // The step once more, for w; it writes the state that is there.
      const s = advance(state, before, values, work, stride, n, q);
      let along: f64 = 0;
      for (let i = 0; i < 2 * n; i++) {
        along += get(work + E * block, i) * get(x, i);
        put(work + E_SLOPE * block, i, get(work + E_SLOPE * block, i) - h * s * get(x, i));
      }
      const toS = -h * along / q;
      toH += -s * along - toS * s * (q - 1) / h;
      toC -= toS * s * h;
      let p: f64 = 0, pull: f64 = 0;
      for (let i = 0; i < n; i++) {
        const pr = value(values, stride, 2 * n + i), pi = value(values, stride, 3 * n + i);
        const wr = get(work + W * block, 2 * i), wi = get(work + W * block, 2 * i + 1);
        // dL/dw, then through w = r / (1 − hΛ).
        const fr = get(x, 2 * i) + 2 * toS * pr, fi = get(x, 2 * i + 1) + 2 * toS * pi;
        addTo(out, stride, 2 * n + i, 2 * toS * wr);
        addTo(out, stride, 3 * n + i, 2 * toS * wi);
        const ir = get(work + INVERSE * block, 2 * i), ii = get(work + INVERSE * block, 2 * i + 1);
        // r = w · (1 − hΛ), the reciprocal of the inverse.
        const square = ir * ir + ii * ii;
        const rr = (wr * ir + wi * ii) / square, ri = (wi * ir - wr * ii) / square;
        const slope = work + INVERSE_SLOPE * block;
        put(slope, 2 * i, get(slope, 2 * i) + rr * fr + ri * fi);
        put(slope, 2 * i + 1, get(slope, 2 * i + 1) + rr * fi - ri * fr);
        put(x, 2 * i, ir * fr + ii * fi);
        put(x, 2 * i + 1, ir * fi - ii * fr);
        pull += pr * get(x, 2 * i) + pi * get(x, 2 * i + 1);
        if (before != 0) p += pr * get(before, 2 * i) + pi * get(before, 2 * i + 1);
      }
      p *= 2;
      if (before == 0) {
        for (let i = 0; i < n; i++) {
          addTo(out, stride, 4 * n + i, 2 * h * get(x, 2 * i));
          addTo(out, stride, 5 * n + i, 2 * h * get(x, 2 * i + 1));
          toH += 2 * (value(values, stride, 4 * n + i) * get(x, 2 * i) + value(values, stride, 5 * n + i) * get(x, 2 * i + 1));
        }
        break;
      }
      toH -= p * pull;
      for (let i = 0; i < n; i++) {
        const pr = value(values, stride, 2 * n + i), pi = value(values, stride, 3 * n + i);
        const mr = get(work + M * block, 2 * i), mi = get(work + M * block, 2 * i + 1);
        const yr = get(before, 2 * i), yi = get(before, 2 * i + 1);
        const sr = get(x, 2 * i), si = get(x, 2 * i + 1);
        const slope = work + M_SLOPE * block;
        put(slope, 2 * i, get(slope, 2 * i) + yr * sr + yi * si);
        put(slope, 2 * i + 1, get(slope, 2 * i + 1) + yr * si - yi * sr);
        addTo(out, stride, 2 * n + i, -h * (p * sr + 2 * pull * yr));
        addTo(out, stride, 3 * n + i, -h * (p * si + 2 * pull * yi));
        put(x, 2 * i, mr * sr + mi * si - 2 * h * pull * pr);
        put(x, 2 * i + 1, mr * si - mi * sr - 2 * h * pull * pi);
      }
    }
    for (let i = 0; i < n; i++) {
      const lr = value(values, stride, i), li = value(values, stride, n + i);
      const pr = value(values, stride, 2 * n + i), pi = value(values, stride, 3 * n + i);
      const ir = get(work + INVERSE * block, 2 * i), ii = get(work + INVERSE * block, 2 * i + 1);
      const er = get(work + E_SLOPE * block, 2 * i), ei = get(work + E_SLOPE * block, 2 * i + 1);
      addTo(out, stride, 2 * n + i, ir * er + ii * ei + 4 * toC * ir * pr);
      addTo(out, stride, 3 * n + i, ir * ei - ii * er + 4 * toC * ir * pi);
      const slope = work + INVERSE_SLOPE * block;
      const vr = get(slope, 2 * i) + pr * er + pi * ei + 2 * toC * (pr * pr + pi * pi);
      const vi = get(slope, 2 * i + 1) + pr * ei - pi * er;
      // Through 1 / d, whose slope is −1 / d².
      const sr = ir * ir - ii * ii, si = 2 * ir * ii;
      const dr = -(sr * vr + si * vi), di = -(sr * vi - si * vr);
      const mr = get(work + M_SLOPE * block, 2 * i), mi = get(work + M_SLOPE * block, 2 * i + 1);
      addTo(out, stride, i, h * (mr - dr));
      addTo(out, stride, n + i, h * (mi - di));
      toH += lr * (mr - dr) + li * (mi - di);
    }
    addTo(out, stride, 8 * n, toH);
    addTo(out, stride, 8 * n + 1, <f64>load<f32>(slopes));
    out += 4;
    slopes += 4;
    values += 4;
  }
}
