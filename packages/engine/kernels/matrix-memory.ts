// The matrix memory of xLSTM: every head of every row of the batch keeps C ← f · C + i · k vᵀ and n ← f · n + i · k, d × d and d
// numbers, and answers h = Cᵀ q / max(|n · q|, e). A state is d + 1 rows of d floats, n behind C; d is a multiple of 4. Rows of q,
// k, v and h hold the heads side by side, `width` floats; rows of gates hold i, f and e, `gates` floats each.

/** Below this no denominator goes: an answer of nothing stays 0. */
const TINY: f32 = 1e-30;

// @ts-ignore: decorator
@inline
function lanes(s: v128): f32 {
  return f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 1) + f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3);
}

/**
 * Exponents of the gates, held down by m_t = max(log f_t + m_{t−1}, log i_t): log i_t − m_t, log f_t + m_{t−1} − m_t and −m_t,
 * `n` floats each, in rows of 3n. Steps lie `batch` rows apart; before the first m is −∞.
 */
export function memoryGates(to: usize, logInput: usize, logForget: usize, batch: i32, steps: i32, rows: i32, n: i32): void {
  const row = <usize>n << 2;
  const next = row * batch;
  for (let r = 0; r < rows; r++) {
    for (let c: usize = 0; c < row; c += 16) {
      let m = f32x4.splat(-Infinity);
      let at: usize = <usize>r * row + c;
      let out = to + 3 * <usize>r * row + c;
      for (let t = 0; t < steps; t++) {
        const input = v128.load(logInput + at);
        const kept = f32x4.add(v128.load(logForget + at), m);
        m = f32x4.max(kept, input);
        v128.store(out, f32x4.sub(input, m));
        v128.store(out + row, f32x4.sub(kept, m));
        v128.store(out + 2 * row, f32x4.neg(m));
        at += next;
        out += 3 * next;
      }
    }
  }
}

/** Answers of all steps, from memories of 0. `scale` goes with every key. With `keeps`, states of all steps stay in `states`. */
export function matrixMemory(
  h: usize, q: usize, k: usize, v: usize, gate: usize, states: usize, batch: i32, steps: i32, rows: i32, width: i32, gates: i32,
  d: i32, scale: f32, keeps: bool,
): void {
  const heads = width / d;
  const part = <usize>d << 2;
  const size = part * (d + 1);
  const row = <usize>width << 2;
  const gateRow = <usize>(3 * gates) << 2;
  for (let r = 0; r < rows; r++) {
    for (let head = 0; head < heads; head++) {
      let at = <usize>r * row + <usize>head * part;
      let own = gate + <usize>r * gateRow + (<usize>head << 2);
      let state = states + <usize>(r * heads + head) * size;
      memory.fill(state, 0, size);
      let before = state;
      for (let t = 0; t < steps; t++) {
        const write = load<f32>(own) * scale;
        const forget = f32x4.splat(load<f32>(own + (<usize>gates << 2)));
        const writes = f32x4.splat(write);
        const ask = q + at, key = k + at, value = v + at;
        let sums = f32x4.splat(0);
        for (let c: usize = 0; c < part; c += 16) {
          const n = f32x4.add(f32x4.mul(forget, v128.load(before + part * d + c)), f32x4.mul(writes, v128.load(key + c)));
          v128.store(state + part * d + c, n);
          sums = f32x4.add(sums, f32x4.mul(n, v128.load(ask + c)));
        }
        const bound = max(max(abs(lanes(sums)), load<f32>(own + (<usize>(2 * gates) << 2))), TINY);
        for (let c: usize = 0; c < part; c += 16) {
          const written = f32x4.mul(writes, v128.load(value + c));
          let answer = f32x4.splat(0);
          for (let j: usize = 0; j < part; j += 4) {
            const place = j * d + c;
            const kept = f32x4.mul(forget, v128.load(before + place));
            const cell = f32x4.add(kept, f32x4.mul(v128.load32_splat(key + j), written));
            v128.store(state + place, cell);
            answer = f32x4.add(answer, f32x4.mul(v128.load32_splat(ask + j), cell));
          }
          v128.store(h + at + c, f32x4.div(answer, f32x4.splat(bound)));
        }
        at += row * batch;
        own += gateRow * batch;
        before = state;
        if (keeps) state += size * heads * batch;
      }
    }
  }
}

/**
 * dL/dq, dL/dk and dL/dv, one whole tensor behind the other, and dL/di and dL/df in rows of 2 · gates floats, from dL/dh; e is
 * given. `running` has room for d + 1 rows of d floats for every row of the batch. m cancels out of h, so it has no slope.
 */
export function matrixMemoryGradient(
  out: usize, slopes: usize, dh: usize, q: usize, k: usize, v: usize, gate: usize, states: usize, h: usize, running: usize,
  batch: i32, steps: i32, rows: i32, width: i32, gates: i32, d: i32, scale: f32,
): void {
  const heads = width / d;
  const part = <usize>d << 2;
  const size = part * (d + 1);
  const row = <usize>width << 2;
  const next = row * batch;
  const whole = next * steps;
  const gateRow = <usize>(3 * gates) << 2;
  const slopeRow = <usize>(2 * gates) << 2;
  const zero = f32x4.splat(0);
  for (let r = 0; r < rows; r++) {
    const flow = running + <usize>r * size;
    for (let head = 0; head < heads; head++) {
      memory.fill(flow, 0, size);
      let at = <usize>r * row + <usize>head * part + next * (steps - 1);
      let own = gate + <usize>r * gateRow + (<usize>head << 2) + gateRow * batch * (steps - 1);
      let slope = slopes + <usize>r * slopeRow + (<usize>head << 2) + slopeRow * batch * (steps - 1);
      let state = states + (<usize>(r * heads + head) + <usize>heads * batch * (steps - 1)) * size;
      for (let t = steps - 1; t >= 0; t--) {
        const before = state - size * heads * batch;
        const write = load<f32>(own) * scale;
        const forget = load<f32>(own + (<usize>gates << 2));
        const ask = q + at, key = k + at, value = v + at, upstream = dh + at;
        const toQ = out + at, toK = out + whole + at, toV = out + 2 * whole + at;
        const nState = state + part * d, nFlow = flow + part * d;
        let sums = zero, along = zero;
        for (let c: usize = 0; c < part; c += 16) {
          sums = f32x4.add(sums, f32x4.mul(v128.load(nState + c), v128.load(ask + c)));
          along = f32x4.add(along, f32x4.mul(v128.load(upstream + c), v128.load(h + at + c)));
          v128.store(toV + c, zero);
        }
        const sum = lanes(sums);
        const least = max(load<f32>(own + (<usize>(2 * gates) << 2)), TINY);
        const inverse = <f32>1 / max(abs(sum), least);
        const pull: f32 = abs(sum) < least ? 0 : (sum < 0 ? lanes(along) : -lanes(along)) * inverse;
        let forgets = zero;
        for (let c: usize = 0; c < part; c += 16) {
          const n = f32x4.add(v128.load(nFlow + c), f32x4.mul(f32x4.splat(pull), v128.load(ask + c)));
          v128.store(nFlow + c, n);
          if (t > 0) forgets = f32x4.add(forgets, f32x4.mul(n, v128.load(before + part * d + c)));
        }
        let written: f32 = 0;
        for (let j: usize = 0; j < part; j += 4) {
          const asked = f32x4.splat(load<f32>(ask + j) * inverse);
          const wrote = f32x4.splat(write * load<f32>(key + j));
          let toAsk = zero, toKey = zero;
          for (let c: usize = 0; c < part; c += 16) {
            const place = j * d + c;
            const answer = v128.load(upstream + c);
            const cell = f32x4.add(v128.load(flow + place), f32x4.mul(asked, answer));
            toAsk = f32x4.add(toAsk, f32x4.mul(v128.load(state + place), answer));
            toKey = f32x4.add(toKey, f32x4.mul(cell, v128.load(value + c)));
            v128.store(toV + c, f32x4.add(v128.load(toV + c), f32x4.mul(wrote, cell)));
            if (t > 0) forgets = f32x4.add(forgets, f32x4.mul(cell, v128.load(before + place)));
            v128.store(flow + place, f32x4.mul(f32x4.splat(forget), cell));
          }
          const keyed = lanes(toKey) + load<f32>(nFlow + j);
          store<f32>(toQ + j, lanes(toAsk) * inverse + load<f32>(nState + j) * pull);
          store<f32>(toK + j, write * keyed);
          written += load<f32>(key + j) * keyed;
        }
        for (let c: usize = 0; c < part; c += 16) {
          v128.store(nFlow + c, f32x4.mul(f32x4.splat(forget), v128.load(nFlow + c)));
        }
        store<f32>(slope, scale * written);
        store<f32>(slope + (<usize>gates << 2), lanes(forgets));
        at -= next;
        own -= gateRow * batch;
        slope -= slopeRow * batch;
        state = before;
      }
    }
  }
}

/**
 * dx (+)= di ⊙ i for the input gate, or df ⊙ f ⊙ (1 − σ) for the forget gate, which is the sigmoid σ of x: `rows` rows of n
 * floats, from `slopes` and `gate` as they lie above.
 */
export function memoryGatesGradient(
  dx: usize, slopes: usize, gate: usize, sigma: usize, rows: i32, n: i32, forget: bool, accumulate: bool,
): void {
  const row = <usize>n << 2;
  const skip: usize = forget ? row : 0;
  for (let r = 0; r < rows; r++) {
    for (let c: usize = 0; c < row; c += 16) {
      let slope = f32x4.mul(v128.load(slopes + skip + c), v128.load(gate + skip + c));
      if (forget) slope = f32x4.mul(slope, f32x4.sub(f32x4.splat(1), v128.load(sigma + c)));
      v128.store(dx + c, accumulate ? f32x4.add(v128.load(dx + c), slope) : slope);
    }
    slopes += 2 * row;
    gate += 3 * row;
    sigma += row;
    dx += row;
  }
}
