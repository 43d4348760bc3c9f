import type { SimulatedNetwork } from './simulated-network.ts';

/**
 * Waits until at most so many requests are in flight as `hanging` tells, and nothing more follows. Requests begin and end
 * within the turn of an answer: two turns without one mean that all has come to rest.
 */
export async function comeToRest(network: SimulatedNetwork, hanging: () => number = () => 0): Promise<void> {
  for (let quiet = 0; quiet < 2; ) {
    const { begun } = network;
    await new Promise((resolve) => setImmediate(resolve));
    if (network.inFlight > hanging()) {
      await network.change();
      quiet = 0;
    } else quiet = begun === network.begun ? quiet + 1 : 0;
  }
}
