// Diagonal state spaces: every channel has n complex states of its own, s ← a ⊙ s + x and y = Re Σ w ⊙ s + d · x. Four channels
// go side by side. Coefficients are rows of `channels` floats (a multiple of 4): n of Re a, n of Im a, n of Re w, n of Im w, one
// of d. Steps lie `step` floats apart, less than 0 for a walk from the last to the first; rows of the batch `channels`.

/** y (+)= the outputs of `rows` rows of the batch over `steps` steps, from states of 0. Its own transpose, walked the other way. */
export function diagonalScan(
  y: usize, x: usize, coefficients: usize, step: i32, steps: i32, rows: i32, channels: i32, n: i32, accumulate: bool,
): void {
  const row = <usize>channels << 2;
  const block = row * n;
  const forward = <isize>step << 2;
  for (let r = 0; r < rows; r++) {
    for (let c: usize = 0; c < row; c += 16) {
      const own = coefficients + c;
      const direct = v128.load(own + 4 * block);
      let from = x + c, to = y + c;
      for (let t = 0; t < steps; t++) {
        const value = f32x4.mul(direct, v128.load(from));
        v128.store(to, accumulate ? f32x4.add(v128.load(to), value) : value);
        from += forward;
        to += forward;
      }
      let i = 0;
      // Two states at a time: a single one would wait for itself.
      for (; i + 1 < n; i += 2) {
        const at = own + <usize>i * row;
        const ar = v128.load(at), ai = v128.load(at + block);
        const wr = v128.load(at + 2 * block), wi = v128.load(at + 3 * block);
        const br = v128.load(at + row), bi = v128.load(at + block + row);
        const vr = v128.load(at + 2 * block + row), vi = v128.load(at + 3 * block + row);
        let sr = f32x4.splat(0), si = sr, qr = sr, qi = sr;
        from = x + c;
        to = y + c;
        for (let t = 0; t < steps; t++) {
          const input = v128.load(from);
          const real = f32x4.add(f32x4.sub(f32x4.mul(ar, sr), f32x4.mul(ai, si)), input);
          si = f32x4.add(f32x4.mul(ar, si), f32x4.mul(ai, sr));
          sr = real;
          const other = f32x4.add(f32x4.sub(f32x4.mul(br, qr), f32x4.mul(bi, qi)), input);
          qi = f32x4.add(f32x4.mul(br, qi), f32x4.mul(bi, qr));
          qr = other;
          const one = f32x4.sub(f32x4.mul(wr, sr), f32x4.mul(wi, si));
          const two = f32x4.sub(f32x4.mul(vr, qr), f32x4.mul(vi, qi));
          v128.store(to, f32x4.add(v128.load(to), f32x4.add(one, two)));
          from += forward;
          to += forward;
        }
      }
      if (i < n) {
        const at = own + <usize>i * row;
        const ar = v128.load(at), ai = v128.load(at + block);
        const wr = v128.load(at + 2 * block), wi = v128.load(at + 3 * block);
        let sr = f32x4.splat(0), si = sr;
        from = x + c;
        to = y + c;
        for (let t = 0; t < steps; t++) {
          const real = f32x4.add(f32x4.sub(f32x4.mul(ar, sr), f32x4.mul(ai, si)), v128.load(from));
          si = f32x4.add(f32x4.mul(ar, si), f32x4.mul(ai, sr));
          sr = real;
          const one = f32x4.sub(f32x4.mul(wr, sr), f32x4.mul(wi, si));
          v128.store(to, f32x4.add(v128.load(to), one));
          from += forward;
          to += forward;
        }
      }
    }
    x += row;
    y += row;
  }
}

/**
 * dL/d coefficients from dL/dy, laid out like them, for `columns` channels from where `out`, `x`, `dy` and `coefficients` point,
 * summed over steps and rows of the batch. The slope of a state after its own a follows e ← a ⊙ e + s, forward beside s: no
 * state is kept.
 */
export function diagonalScanGradient(
  out: usize, x: usize, dy: usize, coefficients: usize, step: i32, steps: i32, rows: i32, channels: i32, n: i32, columns: i32,
): void {
  const row = <usize>channels << 2;
  const block = row * n;
  const forward = <isize>step << 2;
  const zero = f32x4.splat(0);
  for (let c: usize = 0; c < <usize>columns << 2; c += 16) {
    let direct = zero;
    for (let r = 0; r < rows; r++) {
      let from = x + c + <usize>r * row, slope = dy + c + <usize>r * row;
      let sum = zero;
      for (let t = 0; t < steps; t++) {
        sum = f32x4.add(sum, f32x4.mul(v128.load(slope), v128.load(from)));
        from += forward;
        slope += forward;
      }
      direct = f32x4.add(direct, sum);
    }
    v128.store(out + c + 4 * block, direct);
    for (let i = 0; i < n; i++) {
      const at = <usize>i * row + c;
      const own = coefficients + at;
      const ar = v128.load(own), ai = v128.load(own + block);
      let sumSr = zero, sumSi = zero, sumEr = zero, sumEi = zero;
      for (let r = 0; r < rows; r++) {
        let from = x + c + <usize>r * row, slope = dy + c + <usize>r * row;
        let sr = zero, si = zero, er = zero, ei = zero;
        let totalSr = zero, totalSi = zero, totalEr = zero, totalEi = zero;
        for (let t = 0; t < steps; t++) {
          const real = f32x4.add(f32x4.sub(f32x4.mul(ar, er), f32x4.mul(ai, ei)), sr);
          ei = f32x4.add(f32x4.add(f32x4.mul(ar, ei), f32x4.mul(ai, er)), si);
          er = real;
          const next = f32x4.add(f32x4.sub(f32x4.mul(ar, sr), f32x4.mul(ai, si)), v128.load(from));
          si = f32x4.add(f32x4.mul(ar, si), f32x4.mul(ai, sr));
          sr = next;
          const d = v128.load(slope);
          totalSr = f32x4.add(totalSr, f32x4.mul(d, sr));
          totalSi = f32x4.add(totalSi, f32x4.mul(d, si));
          totalEr = f32x4.add(totalEr, f32x4.mul(d, er));
          totalEi = f32x4.add(totalEi, f32x4.mul(d, ei));
          from += forward;
          slope += forward;
        }
        sumSr = f32x4.add(sumSr, totalSr);
        sumSi = f32x4.add(sumSi, totalSi);
        sumEr = f32x4.add(sumEr, totalEr);
        sumEi = f32x4.add(sumEi, totalEi);
      }
      const wr = v128.load(own + 2 * block), wi = v128.load(own + 3 * block);
      const to = out + at;
      v128.store(to, f32x4.sub(f32x4.mul(wr, sumEr), f32x4.mul(wi, sumEi)));
      v128.store(to + block, f32x4.neg(f32x4.add(f32x4.mul(wr, sumEi), f32x4.mul(wi, sumEr))));
      v128.store(to + 2 * block, sumSr);
      v128.store(to + 3 * block, f32x4.neg(sumSi));
    }
  }
}
