// Which programs are measured, and how to install those that are not there.
import { fileURLToPath } from "node:url";
import { Worker } from "./worker.js";

const place = (name) => fileURLToPath(new URL(name, import.meta.url));

/** What TensorFlow.js and jax-js are asked for: the others take them minutes. */
const SMALL = ["passengers", "temperature", "air-quality", "rainfall"];

/** Libraries of numbers each have their own idea of how many threads there are. */
const threadsAs = (threads) =>
  Object.fromEntries(
    ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"].map((name) => [name, String(threads)]),
  );

const INSTALL = {
  torch: "On Debian: apt-get install python3-torch libopenblas0. Or name a Python that has it: --python PATH",
  tfjs: "npm install --prefix bench/peers",
  jax: "npm install --prefix bench/peers",
};

/** Who can be compared, by the names that --peers takes. */
export const PEERS = Object.keys(INSTALL);

/**
 * The programs in the order of their turns. Several may go by one `peer`: the best of them is taken.
 * @param {{ threads?: number, pythons: string[] }} options
 */
const programs = ({ threads, pythons }) => [
  {
    peer: "ours",
    command: [process.execPath],
    args: [place("ours.js"), ...(threads === undefined ? [] : [String(threads)])],
  },
  { peer: "torch", command: pythons, args: [place("torch.py"), "1"], env: threadsAs(1) },
  { peer: "torch", command: pythons, args: [place("torch.py"), "2"], env: threadsAs(2) },
  { peer: "tfjs", command: [process.execPath], args: [place("tfjs.js")], only: SMALL },
  // TensorFlow.js has no gradient for a second layer over a single step: it is not asked for steering.
  { peer: "jax", command: [process.execPath], args: [place("jax.js")], only: [...SMALL, "steering"] },
];

/**
 * Starts what is there. Returns the running peers, and a line for each that is missing.
 * @param {{ threads?: number, pythons: string[], peers: string[] }} options
 */
export async function findPeers(options) {
  const found = [];
  const missing = new Map();
  for (const { peer, command, args, env = {}, only } of programs(options)) {
    if (!options.peers.includes(peer) || missing.has(peer)) continue;
    const reasons = [];
    for (const candidate of command) {
      const worker = new Worker({ command: candidate, args, env });
      try {
        found.push({ peer, name: await worker.hello(), worker, only });
        break;
      } catch (error) {
        worker.stop();
        reasons.push(error.message);
      }
    }
    if (reasons.length === command.length) {
      if (peer === "ours") throw new Error(reasons[0]);
      missing.set(peer, `${peer} is left out: ${reasons[0]}. ${INSTALL[peer]}`);
    }
  }
  return { found, missing: [...missing.values()] };
}
