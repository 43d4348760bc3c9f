import { connectionShares } from './connection-shares.ts';
import type { CrewMember } from './crew-member.ts';

/** Spreads kept connections over the workers that serve: at once when one joined, later only when one is left out. */
export class ConnectionSpreading {
  /** Each worker tells its new number of connections before they are judged again. */
  #samplesToWait = 0;

  /** A worker joined `serving`; it counts as one without connections. */
  joined(newcomer: CrewMember, serving: readonly CrewMember[]): void {
    this.#spread(serving, (member) => (member === newcomer ? 0 : member.connections));
  }

  /** One of `serving` told its load. */
  sampled(serving: () => readonly CrewMember[]): void {
    if (--this.#samplesToWait <= 0) this.#spread(serving(), ({ connections }) => connections);
  }

  #spread(serving: readonly CrewMember[], connectionsOf: (member: CrewMember) => number): void {
    this.#samplesToWait = 2 * serving.length;
    for (const [index, share] of connectionShares(serving.map(connectionsOf)).entries()) {
      if (share > 0) void serving[index]?.sendAway(share);
    }
  }
}
