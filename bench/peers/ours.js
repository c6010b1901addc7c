// Gatecast as a worker of the comparison. usage: node ours.js [THREADS]
import { open } from "../ours.js";
import { serve } from "./serve.js";

const threads = process.argv[2] === undefined ? undefined : Number(process.argv[2]);
await serve("Gatecast", (workload) => open(workload, threads));
