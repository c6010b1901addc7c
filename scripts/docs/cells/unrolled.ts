import type { Wrapper } from "@gatecast/nn";
import { PALETTE } from "../../../packages/forecast/src/report/charts/palette.ts";
import type { Label, Shape } from "./drawing.ts";
import { box, escaped, MARGIN, round } from "./svg.ts";

/** A layer at a step, and where it stands. */
export interface UnrolledNode {
  readonly id: string;
  /** The step, from 0. */
  readonly step: number;
  readonly row: number;
  readonly kind: Shape["kind"];
  readonly label: Label;
  /** To the left or right of the middle of its column. */
  readonly aside: number;
}

export interface UnrolledEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: "up" | "recurrent" | "beside";
  /** `masked`: a window does without a part of what goes along it; `thinned`: few weights are left. */
  readonly look: "whole" | "masked" | "thinned";
}

export interface Unrolled {
  readonly nodes: readonly UnrolledNode[];
  readonly edges: readonly UnrolledEdge[];
}

/** Steps that are drawn. */
export const DRAWN_STEPS = 9;

/** The layers of a wrapper with their steps side by side: what each step takes, and from where. */
export function unrolled(wrapper: Wrapper): Unrolled {
  const steps = Array.from({ length: DRAWN_STEPS }, (_, t) => t);
  const nodes: UnrolledNode[] = [];
  const edges: UnrolledEdge[] = [];
  const add = (name: string, t: number, node: Omit<UnrolledNode, "id" | "step">) => {
    nodes.push({ ...node, id: `${name} ${t}`, step: t });
  };
  const indexed = (text: string, t: number, over?: string): Label => ({
    ...{ text, under: String(t + 1) },
    ...(over === undefined ? {} : { over }),
  });
  for (const t of steps) add("x", t, { row: 0, kind: "input", label: indexed("x", t), aside: 0 });
  let below: readonly string[] = ["x"];
  let row = 0;
  wrapper.layers.forEach((layer, l) => {
    const { dilation = 1, directions, variational = 0, residual = false } = layer;
    const look = variational > 0 ? "masked" : "whole";
    const names = directions === 2 ? [`${l} forward`, `${l} backward`] : [`${l}`];
    const number = wrapper.layers.length > 1 ? String(l + 1) : undefined;
    names.forEach((name, direction) => {
      row++;
      const back = direction === 1 ? -dilation : dilation;
      const aside = directions === 2 ? (direction === 1 ? 20 : -20) : 0;
      for (const t of steps) {
        add(name, t, { row, kind: "gate", label: indexed(direction === 1 ? "h′" : "h", t, number), aside });
        for (const from of below) edges.push({ from: `${from} ${t}`, to: `${name} ${t}`, kind: "up", look });
        if (!steps.includes(t - back)) continue;
        const thinned = wrapper.name === "sparse" ? "thinned" : look;
        edges.push({ from: `${name} ${t - back}`, to: `${name} ${t}`, kind: "recurrent", look: thinned });
      }
    });
    if (residual) {
      row++;
      for (const t of steps) {
        add(`${l} sum`, t, { row, kind: "operation", label: { text: "+" }, aside: 0 });
        edges.push({ from: `${names[0]} ${t}`, to: `${l} sum ${t}`, kind: "up", look: "whole" });
        edges.push({ from: `${below[0]} ${t}`, to: `${l} sum ${t}`, kind: "beside", look: "whole" });
      }
    }
    below = residual ? [`${l} sum`] : names;
  });
  row++;
  for (const t of steps) {
    add("output", t, { row, kind: "output", label: indexed("y", t), aside: 0 });
    for (const from of below) edges.push({ from: `${from} ${t}`, to: `output ${t}`, kind: "up", look: "whole" });
  }
  return { nodes, edges };
}

const [COLUMN, ROW, WIDTH, HEIGHT] = [92, 66, 38, 28] as const;

/** The drawing as an SVG document: time goes from left to right, the window is below, what the layers hand on above. */
export function unrolledSvg({ nodes, edges }: Unrolled, title: string): string {
  const rows = Math.max(...nodes.map(({ row }) => row));
  const width = 2 * MARGIN + (DRAWN_STEPS - 1) * COLUMN + WIDTH + 40;
  const height = 2 * MARGIN + rows * ROW + HEIGHT;
  const places = new Map(
    nodes.map(({ id, step, row, aside }) => {
      const [x, y] = [width / 2 + (step - (DRAWN_STEPS - 1) / 2) * COLUMN + aside, (rows - row) * ROW];
      return [id, { x, y: y + MARGIN + HEIGHT / 2, width: WIDTH, height: HEIGHT }];
    }),
  );
  const size = `width="${width}" height="${height}"`;
  return [
    `<svg role="img" aria-label="${escaped(title)}" xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${width} ${height}" font-family="system-ui, 'Segoe UI', 'Noto Sans SC', sans-serif" font-size="14" text-anchor="middle" fill="none">`,
    `<rect ${size} rx="6" fill="#ffffff"/>`,
    ...edges.map((edge) => line(edge, places.get(edge.from)!, places.get(edge.to)!)),
    ...nodes.map((node) => box(node, places.get(node.id)!)),
    "</svg>\n",
  ].join("\n");
}

interface Middle {
  readonly x: number;
  readonly y: number;
}

/** Straight up, level to a neighbour, in an arc over the steps between, or beside a layer. */
function line({ kind, look }: UnrolledEdge, from: Middle, to: Middle): string {
  const color = kind === "recurrent" ? PALETTE.network : kind === "beside" ? PALETTE.validation : PALETTE.training;
  const [half, tall] = [WIDTH / 2, HEIGHT / 2];
  const dashes = { whole: "", masked: ' stroke-dasharray="5 3"', thinned: ' stroke-dasharray="1 4"' }[look];
  const draw = (path: string, tip: string) =>
    `<path d="${path}" stroke="${color}" stroke-width="1.3"${dashes}/><path d="${tip}" fill="${color}"/>`;
  const upward = (x: number, y: number) => `M${round(x)} ${round(y)}l-3.2 6h6.4z`;
  if (kind === "up") {
    const [start, end] = [`M${round(from.x)} ${round(from.y - tall)}`, to.y + tall];
    return draw(`${start}L${round(to.x)} ${round(end + 5)}`, upward(to.x, end));
  }
  if (kind === "beside") {
    const [x, right] = [from.x + half, from.x + half + 14];
    const path = `M${round(x)} ${round(from.y)}C${round(right + 6)} ${round(from.y)} ${round(right + 6)} ${round(to.y)} ${round(to.x + half + 5)} ${round(to.y)}`;
    return draw(path, `M${round(to.x + half)} ${round(to.y)}l6 -3.2v6.4z`);
  }
  const way = Math.sign(to.x - from.x);
  if (Math.abs(to.x - from.x) <= COLUMN) {
    const end = to.x - way * half;
    const path = `M${round(from.x + way * half)} ${round(from.y)}H${round(end - way * 5)}`;
    return draw(path, `M${round(end)} ${round(to.y)}l${-6 * way} -3.2v6.4z`);
  }
  const [top, over] = [from.y - tall, from.y - tall - 26];
  const [start, end] = [from.x + way * 9, to.x - way * 9];
  const path = `M${round(start)} ${round(top)}C${round(start + way * 30)} ${round(over)} ${round(end - way * 30)} ${round(over)} ${round(end)} ${round(top - 5)}`;
  return draw(path, `M${round(end)} ${round(top)}l-3.2 -6h6.4z`);
}
