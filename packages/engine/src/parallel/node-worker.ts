/// <reference types="node" />
import { parentPort } from "node:worker_threads";
import { type Hello, serve } from "./serve.ts";

parentPort?.once("message", (hello: Hello) => serve(hello, () => parentPort?.postMessage("ready")));
