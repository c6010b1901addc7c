import type { Network } from "@gatecast/nn";
import { WindowPlan } from "../../models/index.ts";

/** What every call of a closed model says. */
export function modelClosed(): Error {
  return new Error("This model was closed; load it again to go on with it.");
}

/** One plan for all sessions of a model: recorded for the first of them, freed with the last, or with the model. */
export class SharedPlan {
  private readonly network: Network;
  private readonly asFeatures: boolean;
  private plan: WindowPlan | null = null;
  private sessions = 0;
  private isOver = false;

  constructor(network: Network, options: { readonly asFeatures: boolean }) {
    this.network = network;
    this.asFeatures = options.asFeatures;
  }

  /** @throws Error where the model was closed. */
  join(): void {
    if (this.isOver) throw modelClosed();
    this.plan ??= new WindowPlan(this.network, { asFeatures: this.asFeatures });
    this.sessions++;
  }

  leave(): void {
    this.sessions--;
    if (this.sessions === 0) this.free();
  }

  /** The plan; null once the model was closed. */
  get current(): WindowPlan | null {
    return this.plan;
  }

  /** The model is closed, and all its sessions with it. */
  close(): void {
    this.isOver = true;
    this.free();
  }

  private free(): void {
    this.plan?.close();
    this.plan = null;
  }
}
