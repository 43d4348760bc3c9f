import type { Device } from '../device/device.ts';
import { inTime } from '../device/in-time.ts';

/** Starting waits for the first link no longer, ms. */
const longestLinkMs = 500;

/** The link that started the app. Android may answer late when no activity is there. */
export async function firstLink(device: Pick<Device, 'linking' | 'after'>): Promise<string | null> {
  return (await inTime(device, longestLinkMs, async () => device.linking.getInitialURL())) ?? null;
}
