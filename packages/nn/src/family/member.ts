import type { Cell, Seed } from "@gatecast/engine";
import type { Adjacency } from "../blocks/graph.ts";
import type { Layer, LayerMemory } from "../layers/layer.ts";
import { recurrentLayer } from "../layers/recurrent-layer.ts";

/** What every member of the family can be asked for: a layer over windows `[T, B, F]`. */
export interface MemberOptions {
  /** H, the width of the output in one direction. */
  readonly units: number;
  /** `last`: one row a window `[B, H]`; `sequence`: one for every step `[T, B, H]`. */
  readonly output: "last" | "sequence";
  /** 2 reads the window from both ends and joins what was seen. */
  readonly directions: 1 | 2;
  /** Steps back to the states that a step goes on from; 1 where absent. */
  readonly dilation?: number;
  /** Share of what goes through recurrent weights that a window does without while it trains; 0 where absent. */
  readonly variational?: number;
  /** T, the rows of a window. */
  readonly steps: number;
  /** O, the values that the network forecasts from a window: as many steps as a decoder walks. */
  readonly outputs: number;
  /** E, the inputs that are known in advance of a whole window. */
  readonly extras: number;
  /** The memory of the layer below, for cells that look into it; null where there is none. */
  readonly memory: LayerMemory | null;
  /** Edges between the first columns, for members that read columns as nodes of a graph; without it they see one node. */
  readonly graph?: Adjacency;
  /** What a layer draws from while it trains. */
  readonly seed: Seed;
}

/** One variant that `--cell` can name: a compiled cell, or a layer composed of the engine's operations. */
export interface Member {
  readonly name: string;
  /** Paper or document of its equations. */
  readonly source: string;
  /** Its equations as data where it is a compiled cell; null where it is composed. */
  readonly cell: Cell | null;
  /** Gives one row a window and no sequence, so that no recurrent layer can stand behind it. */
  readonly lastOnly?: true;
  /** What it says of a step depends on later ones, so that it can decide nothing as they come. */
  readonly looksAhead?: true;
  /** Reads columns as nodes of a graph, and is nothing of its own without one. */
  readonly graph?: true;
  /** Hears along every edge of the graph both ways, whichever way it goes. */
  readonly bothWays?: true;
  /** A layer for windows of `features` columns; `prefix` names its weights. Throws a RangeError for what cannot be. */
  layer(prefix: string, features: number, options: MemberOptions): Layer;
}

/** A cell as a member of the family; `over` makes the cell for windows of so many steps, where it depends on that. */
export function memberOf(cell: Cell, over: (steps: number) => Cell = () => cell): Member {
  return {
    name: cell.name,
    source: cell.source,
    cell,
    layer: (prefix, features, options) => recurrentLayer(prefix, features, { ...options, cell: over(options.steps) }),
  };
}
