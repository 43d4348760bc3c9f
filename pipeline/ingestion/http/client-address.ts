/** The other end of a connection. */
export interface Peer {
  readonly address: string;
  /** A proxy of ours: its X-Forwarded-For is believed. */
  readonly isTrusted: boolean;
}

/** An IPv4 address that came over an IPv6 socket, in its usual form; others unchanged. */
export function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
}

/** What the record stores: the whole chain from a trusted peer, else the peer's address. */
export function addressChain(peer: Peer, forwardedFor: string): string {
  return peer.isTrusted && forwardedFor !== '' ? forwardedFor : peer.address;
}

/**
 * The address that rate limits count: the nearest one in the chain that is no proxy of ours, since whatever stands left
 * of it could have been invented by the client.
 */
export function limitedAddress(
  peer: Peer,
  forwardedFor: string,
  isTrusted: (address: string) => boolean,
): string {
  if (!peer.isTrusted || forwardedFor === '') return peer.address;
  const hops = forwardedFor.split(',').map((hop) => plainAddress(hop.trim()));
  const nearest = hops.findLast((hop) => hop !== '' && !isTrusted(hop));
  return (nearest ?? hops[0] ?? peer.address).slice(0, 64);
}
