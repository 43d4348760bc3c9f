import type { Attributes, AttributeValue } from '@millstream/sdk-client';
import type { Json, JsonObject } from '@millstream/sdk-conformance';

/** Names of settings that differ from those of the other SDKs. */
const settingNames: Readonly<Record<string, string>> = {
  isLogEvents: 'debug',
  isTrackScreenViewEvents: 'autoTrackPageShow',
  isTrackPageViewEvents: 'autoTrackPageShow',
  isTrackUserEngagementEvents: 'autoTrackUserEngagement',
  isTrackAppStartEvents: 'autoTrackAppStart',
  isTrackAppEndEvents: 'autoTrackAppEnd',
  isTrackAppExceptionEvents: 'autoTrackAppException',
};

const numbers: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

function unusualNumber(value: Json): number | null {
  if (typeof value !== 'object' || value === null || !('$number' in value)) return null;
  const { $number: name } = value;
  return typeof name === 'string' ? (numbers[name] ?? null) : null;
}

/** Objects and lists go through as they are: that the SDK refuses them is what is tested. */
export function attributesOf(attributes: JsonObject = {}): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      (unusualNumber(value) ?? value) as AttributeValue,
    ]),
  );
}

/** Settings by the names of this SDK. */
export function settingsOf(config: JsonObject = {}): JsonObject {
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [settingNames[name] ?? name, value]),
  );
}
