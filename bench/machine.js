// What a measurement was taken on.
import { readdirSync, readFileSync } from "node:fs";
import { arch, cpus, platform } from "node:os";

/** Sizes of the caches that the first core sees, as Linux tells them: `{ L1d: "32K", … }`; empty elsewhere. */
function caches() {
  const folder = "/sys/devices/system/cpu/cpu0/cache";
  try {
    const read = (index, name) => readFileSync(`${folder}/${index}/${name}`, "utf8").trim();
    const entries = readdirSync(folder)
      .filter((name) => name.startsWith("index"))
      .map((index) => [`L${read(index, "level")} ${read(index, "type").toLowerCase()}`, read(index, "size")])
      .filter(([name]) => !name.endsWith("instruction"))
      .map(([name, size]) => [name.replace(/ .*/, ""), size.replace("K", " KiB")]);
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}

export function machineFacts() {
  const cores = cpus();
  return {
    cpu: cores[0]?.model.trim() ?? "unknown",
    cores: cores.length,
    caches: caches(),
    system: `${platform()} ${arch()}`,
    node: process.versions.node,
    v8: process.versions.v8,
    date: new Date().toISOString().slice(0, 10),
  };
}

/** One line for a page. */
export function machineLine({ cpu, cores, caches, system, node, v8, date }, lang = "en") {
  const sizes = Object.entries(caches).map(([name, size]) => `${name} ${size}`);
  return lang === "zh"
    ? `${date}；${[`${cpu}，${cores} 核`, ...sizes].join("，")}；${system}；Node ${node}，V8 ${v8}`
    : `${date}; ${[`${cpu}, ${cores} cores`, ...sizes].join(", ")}; ${system}; Node ${node}, V8 ${v8}`;
}
