import { generator } from "@gatecast/engine";
import type { World } from "./world.ts";

/**
 * Bakker's T-maze (2002): a signal at the start tells whether to turn north or south at the end of a corridor that looks the same
 * everywhere. A step on costs nothing, bumping into a wall 0.1, the right turn brings 4, the wrong one costs 0.1. The corridor
 * leads one way.
 */
export function tMaze(length: number, steps: number): World {
  const [NORTH, EAST, SOUTH] = [0, 1, 2];
  return {
    observations: 3,
    actions: 4,
    steps,
    start(seed) {
      const goal = generator(seed)() < 0.5 ? NORTH : SOUTH;
      let place = 0;
      let time = 0;
      return {
        observe() {
          if (place === length) return [0, 1, 0];
          return place === 0 && time === 0 ? (goal === NORTH ? [1, 1, 0] : [0, 1, 1]) : [1, 0, 1];
        },
        act(action) {
          time++;
          const turns = place === length && (action === NORTH || action === SOUTH);
          const reward = turns ? (action === goal ? 4 : -0.1) : action === EAST && place < length ? 0 : -0.1;
          if (action === EAST && place < length) place++;
          return { reward, isOver: turns || time === steps };
        },
      };
    },
  };
}
