import type { Network } from "@gatecast/nn";
import { WindowPlan } from "../../models/index.ts";

/** One plan for all sessions of a model: recorded for the first of them, freed with the last, or with the model. */
export class SharedPlan {
  private readonly network: Network;
  private readonly asFeatures: boolean;
  private plan: WindowPlan | null = null;
  private sessions = 0;

  constructor(network: Network, options: { readonly asFeatures: boolean }) {
    this.network = network;
    this.asFeatures = options.asFeatures;
  }

  join(): void {
    this.plan ??= new WindowPlan(this.network, { asFeatures: this.asFeatures });
    this.sessions++;
  }

  leave(): void {
    this.sessions--;
    if (this.sessions === 0) this.close();
  }

  /** The plan; null once the model was closed. */
  get current(): WindowPlan | null {
    return this.plan;
  }

  close(): void {
    this.plan?.close();
    this.plan = null;
  }
}
