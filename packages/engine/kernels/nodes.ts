// Columns as nodes of a graph: rows of all nodes lie one node behind the other, so that what a node knows of the batch is a stretch.

/**
 * Node j of `nodes` gets, in every one of `rows` rows, column j of x and the columns from `nodes` to `width`, which are every
 * node's: `to` is rows of 1 + width − nodes floats at `toStride`, nodes `toNode` floats apart. Padding is left alone.
 */
export function spreadNodes(
  to: usize, toStride: i32, toNode: i32, x: usize, stride: i32, rows: i32, nodes: i32, width: i32,
): void {
  for (let j = 0; j < nodes; j++) {
    let place = to + (<usize>(j * toNode) << 2);
    let from = x;
    for (let r = 0; r < rows; r++) {
      store<f32>(place, load<f32>(from + (<usize>j << 2)));
      for (let c = nodes; c < width; c++) {
        store<f32>(place + (<usize>(c - nodes + 1) << 2), load<f32>(from + (<usize>c << 2)));
      }
      place += <usize>toStride << 2;
      from += <usize>stride << 2;
    }
  }
}

/** dx (+)= what nodes have of the slope of every column: of a column that is every node's, the sum in the order of the nodes. */
export function spreadNodesGradient(
  dx: usize, stride: i32, slope: usize, slopeStride: i32, slopeNode: i32, rows: i32, nodes: i32, width: i32, accumulate: bool,
): void {
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < width; c++) {
      const own = c < nodes;
      let at = slope + (<usize>(own ? c * slopeNode : c - nodes + 1) << 2);
      let sum = load<f32>(at);
      if (!own) {
        for (let j = 1; j < nodes; j++) {
          at += <usize>slopeNode << 2;
          sum += load<f32>(at);
        }
      }
      const place = dx + (<usize>c << 2);
      store<f32>(place, accumulate ? load<f32>(place) + sum : sum);
    }
    dx += <usize>stride << 2;
    slope += <usize>slopeStride << 2;
  }
}

/**
 * y_i (+)= Σ_j W_ij · x_j over the nodes of each of `groups` graphs: n floats of every node, n a multiple of 4, nodes `node` and
 * graphs `nodes · node` floats apart. W is row-major without padding; what it has no weight for is not read.
 */
export function mixNodes(
  y: usize, x: usize, weights: usize, nodes: i32, node: i32, groups: i32, n: i32, accumulate: bool,
): void {
  const step = <usize>node << 2;
  const end = <usize>n << 2;
  for (let g = 0; g < groups; g++) {
    let weight = weights;
    for (let i = 0; i < nodes; i++) {
      const to = y + <usize>i * step;
      let isFirst = !accumulate;
      for (let j = 0; j < nodes; j++) {
        const w = load<f32>(weight);
        weight += 4;
        if (w == 0) continue;
        const from = x + <usize>j * step;
        const factor = f32x4.splat(w);
        if (isFirst) {
          for (let at: usize = 0; at < end; at += 16) v128.store(to + at, f32x4.mul(factor, v128.load(from + at)));
        } else {
          for (let at: usize = 0; at < end; at += 16) {
            v128.store(to + at, f32x4.add(v128.load(to + at), f32x4.mul(factor, v128.load(from + at))));
          }
        }
        isFirst = false;
      }
      if (isFirst) memory.fill(to, 0, end);
    }
    x += step * nodes;
    y += step * nodes;
  }
}
