import type { ClickstreamConfiguration, DeviceFacts } from '../configuration.ts';
import type { Device } from './device.ts';
import { inTime } from './in-time.ts';

/** Starting waits for facts no longer, ms: calls before it wait in memory only. */
const longestFactsMs = 2_000;

/** The facts that the app gives; none when it fails to, or takes too long. */
export async function givenFacts(
  device: Pick<Device, 'after'>,
  { deviceFacts }: ClickstreamConfiguration,
): Promise<DeviceFacts> {
  const ask = async (): Promise<DeviceFacts | undefined> =>
    typeof deviceFacts === 'function' ? await deviceFacts() : deviceFacts;
  return (await inTime(device, longestFactsMs, ask)) ?? {};
}

/** Top-level fields of events that the facts fill, ids apart. */
export function factFields(facts: DeviceFacts): Readonly<Record<string, string>> {
  const fields = {
    app_version: facts.appVersion,
    app_package_name: facts.appPackageName,
    app_title: facts.appTitle,
    os_version: facts.osVersion,
    make: facts.make,
    brand: facts.brand,
    model: facts.model,
    carrier: facts.carrier ?? 'UNKNOWN',
  };
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) if (value) given[name] = value;
  return given;
}
