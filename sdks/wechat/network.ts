import { tried } from './tried.ts';
import type { WxApi } from './wx-api.ts';

/** What is known of the network. */
export interface Network {
  /** WeChat's own words: `wifi`, `5g`, `4g`, `none`, `unknown`. */
  type(): string;
  isOnline(): boolean;
  /** Runs when the device is back on a network. */
  onReturn(hear: () => void): void;
}

/** Follows the network; until WeChat has said something the device counts as online. */
export function createNetwork(wx: WxApi): Network {
  let type = 'unknown';
  const returns: (() => void)[] = [];
  const learn = (next: string): void => {
    const wasOffline = type === 'none';
    type = next;
    if (wasOffline && next !== 'none') for (const hear of returns) hear();
  };
  tried(() => wx.getNetworkType?.({ success: ({ networkType }) => learn(networkType) }));
  tried(() =>
    wx.onNetworkStatusChange?.(({ isConnected, networkType }) => learn(isConnected ? networkType : 'none')),
  );
  return {
    type: () => type,
    isOnline: () => type !== 'none',
    onReturn: (hear) => void returns.push(hear),
  };
}
