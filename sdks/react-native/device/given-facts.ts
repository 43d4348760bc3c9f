import type { ClickstreamConfiguration, DeviceFacts } from '../configuration.ts';

/** The facts that the app gives; none when it fails to. */
export async function givenFacts({ deviceFacts }: ClickstreamConfiguration): Promise<DeviceFacts> {
  try {
    return (typeof deviceFacts === 'function' ? await deviceFacts() : deviceFacts) ?? {};
  } catch {
    return {};
  }
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
