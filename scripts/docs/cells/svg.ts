import { PALETTE } from "../../../packages/forecast/src/report/charts/palette.ts";
import { arrange, type Place, type Point } from "./arrange.ts";
import type { Drawing, Edge, Label, Shape } from "./drawing.ts";

export const MARGIN = 14;
/** Length of an arrow's head. */
const HEAD = 6;

/** Room between two rows. */
const APART = 26;

/** A drawing as an SVG document, row by row: time goes from left to right. It refers to nothing outside itself. */
export function drawingSvg(rows: readonly Drawing[], title: string): string {
  const arranged = rows.map(arrange);
  const width = round(Math.max(...arranged.map((row) => row.width)) + 2 * MARGIN);
  let height = MARGIN;
  const drawn = rows.flatMap((drawing, i) => {
    const { places, routes, height: own } = arranged[i]!;
    const top = round(height);
    height += own + APART;
    return [
      `<g transform="translate(${MARGIN} ${top})">`,
      ...drawing.edges.map((edge, e) => line(edge, routes[e]!)),
      ...drawing.shapes.map((shape) => box(shape, places.get(shape.id)!)),
      "</g>",
    ];
  });
  const size = `width="${width}" height="${round(height - APART + MARGIN)}"`;
  return [
    `<svg role="img" aria-label="${escaped(title)}" xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${width} ${round(height - APART + MARGIN)}" font-family="system-ui, 'Segoe UI', 'Noto Sans SC', sans-serif" font-size="14" text-anchor="middle" fill="none">`,
    `<rect ${size} rx="6" fill="#ffffff"/>`,
    ...drawn,
    "</svg>\n",
  ].join("\n");
}

const LOOKS: Readonly<Record<Exclude<Shape["kind"], "weight">, { fill: string; stroke: string; corner: number }>> = {
  input: { fill: "#eef2f6", stroke: PALETTE.axis, corner: 14 },
  output: { fill: "#eef2f6", stroke: PALETTE.ink, corner: 14 },
  gate: { fill: "#e3f0f8", stroke: PALETTE.network, corner: 3 },
  function: { fill: "#fdf3e0", stroke: PALETTE.validation, corner: 3 },
  operation: { fill: "#ffffff", stroke: PALETTE.ink, corner: 12 },
  value: { fill: "#ffffff", stroke: PALETTE.axis, corner: 14 },
};

/** A shape with its letters. */
export function box({ kind, label }: Pick<Shape, "kind" | "label">, { x, y, width, height }: Place): string {
  if (kind === "weight") return text(label, x, y);
  const { fill, stroke, corner } = LOOKS[kind];
  const place = `x="${round(x - width / 2)}" y="${round(y - height / 2)}"`;
  return `<rect ${place} width="${round(width)}" height="${round(height)}" rx="${corner}" fill="${fill}" stroke="${stroke}"/>${text(label, x, y)}`;
}

function text({ text: letters, tilde, over, under }: Label, x: number, y: number): string {
  // What stands at the upper and lower right is moved by its own step, and the next letters back from there.
  const raised = over === undefined ? "" : `<tspan dy="-5" font-size="10">${escaped(over)}</tspan>`;
  const lowered =
    under === undefined ? "" : `<tspan dy="${over === undefined ? 4 : 9}" font-size="10">${escaped(under)}</tspan>`;
  const at = (dx: number, dy: number) => `x="${round(x + dx)}" y="${round(y + dy)}" fill="${PALETTE.ink}"`;
  const mark = tilde === true ? `<text ${at(over === undefined ? 0 : -3, -4)} font-size="12">~</text>` : "";
  return `<text ${at(0, tilde === true ? 6.5 : 4.5)}>${escaped(letters)}${raised}${lowered}</text>${mark}`;
}

/** A line that is level at the sides of shapes and bends between them. */
function line({ from, sign }: Edge, route: readonly Point[]): string {
  const end = route.at(-1)!;
  const points = [...route.slice(0, -1), { x: end.x - HEAD + 1, y: end.y }];
  let path = `M${round(points[0]!.x)} ${round(points[0]!.y)}`;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    const middle = round((a.x + b.x) / 2);
    path +=
      Math.abs(a.y - b.y) < 0.05
        ? `H${round(b.x)}`
        : `C${middle} ${round(a.y)} ${middle} ${round(b.y)} ${round(b.x)} ${round(b.y)}`;
  }
  const color = colorOf(from);
  const head = `<path d="M${round(end.x)} ${round(end.y)}l-${HEAD} -3.2v6.4z" fill="${color}"/>`;
  const mark =
    sign === undefined
      ? ""
      : `<text x="${round(end.x - 9)}" y="${round(end.y - 3)}" font-weight="600" fill="${PALETTE.outlier}" stroke="#ffffff" stroke-width="3" paint-order="stroke">${sign}</text>`;
  return `<path d="${path}" stroke="${color}" stroke-width="1.3"/>${head}${mark}`;
}

/** The state that is shown in blue, other states in orange, all else in grey. */
function colorOf(from: string): string {
  if (from === "state h") return PALETTE.network;
  return from.startsWith("state ") ? PALETTE.validation : PALETTE.training;
}

export const round = (value: number): number => Math.round(10 * value) / 10;
export const escaped = (words: string): string => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
