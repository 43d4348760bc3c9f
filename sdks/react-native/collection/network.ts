import type { NetInfo } from '../configuration.ts';

/** What is known of the network. */
export interface Network {
  isOnline(): boolean;
  /** `network_type` of events. */
  type(): string;
}

/** Follows NetInfo; without it the device counts as online, and requests find out. @param onOnline the network came back */
export function followNetwork(netInfo: NetInfo | undefined, onOnline: () => void): Network {
  let isOnline = true;
  let type = 'UNKNOWN';
  netInfo?.addEventListener((state) => {
    const wasOnline = isOnline;
    // null means not known yet.
    isOnline = state.isConnected !== false;
    type = state.type === 'wifi' ? 'WIFI' : state.type === 'cellular' ? 'Mobile' : 'UNKNOWN';
    if (isOnline && !wasOnline) onOnline();
  });
  return { isOnline: () => isOnline, type: () => type };
}
