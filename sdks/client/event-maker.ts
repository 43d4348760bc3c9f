import type { ResolvedConfiguration } from './configuration.ts';
import type { Attributes, Item, QueuedEvent } from './event-record.ts';
import type { Identity } from './identity.ts';
import type { Platform } from './platform.ts';
import type { Session } from './session.ts';
import { checkAttributes, checkItems, maxAttributes } from './validation.ts';
import { version } from './version.ts';

/** What an event is made of. */
export interface EventParts {
  /** Attributes of the app; they win over the global ones. */
  readonly attributes?: Attributes | undefined;
  /** Attributes of the SDK; they win over all others. */
  readonly reserved?: Attributes;
  readonly items?: readonly Item[] | undefined;
  /** Sends at once, also in batch mode. */
  readonly isImmediate?: boolean | undefined;
}

/** Where events get their facts from, besides device and user. */
export interface EventSources {
  readonly configuration: ResolvedConfiguration;
  readonly session: Session;
  /** Attributes of all events now. */
  globals(): Attributes;
  /** False leaves the device id empty. */
  hasDeviceId(): boolean;
}

/** Makes whole events. Names and values that break the rules are left out; the first of them marks the event. */
export function createEventMaker(
  platform: Platform,
  identity: Identity,
  { configuration, session, globals, hasDeviceId }: EventSources,
): (name: string, atMs: number, parts: EventParts) => QueuedEvent {
  return (name, at, { attributes, reserved, items }) => {
    const visit = session.current();
    const preset: Attributes = {
      ...platform.attributes(),
      ...reserved,
      ...(visit && {
        _session_id: visit.id,
        _session_start_timestamp: visit.startMs,
        _session_duration: Math.max(0, at - visit.startMs),
        _session_number: visit.number,
      }),
    };
    const checked = checkAttributes(
      { ...platform.defaults?.(), ...globals(), ...attributes },
      maxAttributes - Object.keys(preset).length,
    );
    const checkedItems = checkItems(items ?? []);
    const violations = [...checked.violations, ...checkedItems.violations];
    const [first] = violations;
    const { _value, _currency } = checked.kept;
    const id = platform.uuid();
    const event = {
      event_type: name,
      event_id: id,
      timestamp: at,
      app_id: configuration.appId,
      unique_id: identity.user().uniqueId,
      device_id: hasDeviceId() ? identity.deviceId() : '',
      platform: platform.name,
      sdk_name: platform.sdkName,
      sdk_version: version,
      ...platform.facts(),
      ...(checkedItems.kept.length > 0 && { items: checkedItems.kept }),
      // Tables of events take the value from here.
      ...(typeof _value === 'number' && {
        event_value: _value,
        ...(typeof _currency === 'string' && { event_value_currency: _currency }),
      }),
      user: identity.attributes(name === '_profile_set'),
      attributes: {
        ...checked.kept,
        ...preset,
        ...(first && { _error_code: first.code, _error_message: first.message }),
        ...(violations.length > 1 && { _error_count: violations.length }),
      },
    };
    if (configuration.isLogEvents) platform.log('EventRecorder', event);
    return { id, at, json: JSON.stringify(event) };
  };
}
