import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const INSTALL_MS = 240_000;

const isRoot = () => process.getuid?.() === 0;

function installed(): string | null {
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES];
  return candidates.find(existsSync) ?? null;
}

/** An installed Chromium or Chrome. Where there is none and Debian's may be installed, it is; else why there is none. */
export function findBrowser(): { readonly path: string } | { readonly path: null; readonly reason: string } {
  const path = installed();
  if (path !== null) return { path };
  if (!existsSync("/usr/bin/apt-get") || !isRoot()) {
    return { path: null, reason: "no Chromium or Chrome is installed, and this user cannot install Debian's" };
  }
  try {
    const options = {
      stdio: "ignore",
      timeout: INSTALL_MS,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    } as const;
    execFileSync("apt-get", ["update", "-qq"], options);
    execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], options);
  } catch {
    return { path: null, reason: "no Chromium or Chrome is installed, and installing Debian's failed" };
  }
  const now = installed();
  return now === null ? { path: null, reason: "Debian's chromium was installed but is not found" } : { path: now };
}

/** Options that start a browser where no network may be reached; root needs it without its sandbox. */
export const browserOptions = (executablePath: string) => ({
  executablePath,
  args: [
    ...(isRoot() ? ["--no-sandbox"] : []),
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
