import { Graph, layout } from "@dagrejs/dagre";
import type { Drawing, Shape } from "./drawing.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A shape's middle and size, in pixels. */
export interface Place extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where everything lies; the upper left corner is (0, 0). */
export interface Arrangement {
  readonly places: ReadonlyMap<string, Place>;
  /** Of each edge, from the side of a shape to the side of another, between them level through columns of shapes. */
  readonly routes: readonly (readonly Point[])[];
  readonly width: number;
  readonly height: number;
}

/** A drawing that is wider goes on in a row of its own. */
export const WIDEST = 1100;

/** Height of shapes, and room beside their letters. */
const [HEIGHT, SIDE] = [28, 9] as const;
/** Lines into one shape lie this far apart, where there is room. */
const APART = 9;

/** Columns from left to right: inputs at one side, outputs at the other, everything behind what it is made of. */
export function arrange(drawing: Drawing): Arrangement {
  const { shapes } = drawing;
  const of = (places: ReadonlyMap<string, Place>, kind: Shape["kind"]) =>
    shapes.filter((shape) => shape.kind === kind).map(({ id }) => places.get(id)!.x);
  let layers = inLayers(drawing, ["input"]);
  // Weights stand where they are used, unless their way there is so long that they would stand before the inputs.
  if (Math.min(...of(layers.places, "weight")) < Math.min(...of(layers.places, "input")) - 30) {
    layers = inLayers(drawing, ["input", "weight"]);
  }
  return inCorner(layers.places, routesOf(drawing, layers.places, layers.bends));
}

/** Places and bends of lines, with shapes of these kinds held behind the left side. */
function inLayers({ shapes, edges }: Drawing, held: readonly Shape["kind"][]) {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 12, edgesep: 10, ranksep: 34 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const shape of shapes) graph.setNode(shape.id, sizeOf(shape));
  // Two ends that are not drawn hold inputs and outputs at their sides.
  for (const end of ["start", "end"]) graph.setNode(end, { width: 0, height: 0 });
  for (const { id, kind } of shapes) {
    if (held.includes(kind)) graph.setEdge("start", id, { weight: kind === "input" ? 100 : 0 });
    if (kind === "output") graph.setEdge(id, "end", { weight: 100 });
  }
  edges.forEach(({ from, to }, i) => {
    graph.setEdge(from, to, { weight: 1 }, `edge ${i}`);
  });
  layout(graph);
  const places = new Map(shapes.map(({ id }) => [id, graph.node(id) as Place]));
  const bends = edges.map(({ from, to }, i) => graph.edge(from, to, `edge ${i}`).points as Point[]);
  return { places, bends };
}

function sizeOf({ kind, label }: Shape): { width: number; height: number } {
  const small = Math.max(label.over?.length ?? 0, label.under?.length ?? 0);
  const width = 8 * label.text.length + 5.5 * small + 2 * SIDE;
  if (kind === "operation") return { width: Math.max(HEIGHT - 4, width - 4), height: HEIGHT - 4 };
  return { width: Math.max(HEIGHT + 4, width), height: HEIGHT };
}

function routesOf(
  { shapes, edges }: Drawing,
  places: ReadonlyMap<string, Place>,
  bends: readonly (readonly Point[])[],
): Point[][] {
  const square = new Set(shapes.filter(({ kind }) => kind === "gate" || kind === "function").map(({ id }) => id));
  const columns = new Map<number, number>();
  for (const { x, width } of places.values()) columns.set(x, Math.max(width, columns.get(x) ?? 0));
  const inner = edges.map(({ from, to }, i) => {
    const [start, end] = [places.get(from)!, places.get(to)!];
    return bends[i]!.filter(({ x }) => columns.has(x) && x > start.x + 1 && x < end.x - 1).flatMap(({ x, y }) => {
      const half = columns.get(x)! / 2;
      return [
        { x: x - half, y },
        { x: x + half, y },
      ];
    });
  });
  return edges.map(({ from, to }, i) => {
    const [start, end] = [places.get(from)!, places.get(to)!];
    // Lines into one shape keep the order in which they come.
    const comesFrom = (e: number) => inner[e]!.at(-1)?.y ?? places.get(edges[e]!.from)!.y;
    const into = [...edges.keys()].filter((e) => edges[e]!.to === to).sort((a, b) => comesFrom(a) - comesFrom(b));
    const apart = Math.min(APART, (end.height - 10) / Math.max(1, into.length - 1));
    const offset = (into.indexOf(i) - (into.length - 1) / 2) * apart;
    return [
      { x: start.x + start.width / 2, y: start.y },
      ...inner[i]!,
      { x: end.x - end.width / 2 + (square.has(to) ? 0 : inset(end, offset)), y: end.y + offset },
    ];
  });
}

/** How far a round side lies behind its foremost point, at a height. */
function inset({ height }: Place, offset: number): number {
  const radius = Math.min(14, height / 2);
  return radius - Math.sqrt(Math.max(0, radius * radius - offset * offset));
}

/** Everything moved so that it begins in the upper left corner. */
function inCorner(places: ReadonlyMap<string, Place>, routes: readonly (readonly Point[])[]): Arrangement {
  const all = [...places.values()];
  const [xs, ys] = [routes.flat().map(({ x }) => x), routes.flat().map(({ y }) => y)];
  const left = Math.min(...xs, ...all.map(({ x, width }) => x - width / 2));
  const top = Math.min(...ys, ...all.map(({ y, height }) => y - height / 2));
  const moved = <P extends Point>(point: P): P => ({ ...point, x: point.x - left, y: point.y - top });
  return {
    places: new Map([...places].map(([id, place]) => [id, moved(place)])),
    routes: routes.map((route) => route.map(moved)),
    width: Math.max(...xs, ...all.map(({ x, width }) => x + width / 2)) - left,
    height: Math.max(...ys, ...all.map(({ y, height }) => y + height / 2)) - top,
  };
}
