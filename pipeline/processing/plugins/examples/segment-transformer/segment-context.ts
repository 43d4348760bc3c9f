import { asNumber, asObject, asText, type JsonObject } from './json-access.ts';

const minuteMs = 60_000;

/** The platform that a library, or else an operating system, belongs to. */
function platformOf(library: string, os: string): string {
  const hint = `${library} ${os}`.toLowerCase();
  if (/analytics\.js|analytics-next|javascript/.test(hint)) return 'Web';
  if (/android|kotlin/.test(hint)) return 'Android';
  if (/\bios\b|ipados|swift|analytics-ios/.test(hint)) return 'iOS';
  return 'Web';
}

/** Offset from GMT in ms of an IANA time zone at a time; undefined for an unknown zone. */
function zoneOffsetMs(timeZone: string | undefined, atMs: number): number | undefined {
  if (timeZone === undefined) return undefined;
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    const name = format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minuteMs;
  } catch {
    return undefined;
  }
}

function networkType(network: JsonObject): string | undefined {
  if (network.wifi === true) return 'WIFI';
  return network.cellular === true ? 'Mobile' : undefined;
}

/** Whole pixels; the protocol takes integers only. */
function pixels(value: JsonObject[string]): number | undefined {
  const number = asNumber(value);
  return number === undefined ? undefined : Math.round(number);
}

/** Fields of an event that describe app, device and place, from the `context` of a Segment message. */
export function fieldsOfContext(context: JsonObject, atMs: number): JsonObject {
  const app = asObject(context.app);
  const device = asObject(context.device);
  const library = asObject(context.library);
  const os = asObject(context.os);
  const screen = asObject(context.screen);
  const network = asObject(context.network);
  const locale = asText(context.locale);
  return {
    platform: platformOf(asText(library.name) ?? '', asText(os.name) ?? ''),
    sdk_name: asText(library.name),
    sdk_version: asText(library.version),
    app_title: asText(app.name),
    app_version: asText(app.version),
    app_package_name: asText(app.namespace),
    os_version: asText(os.version),
    device_id: asText(device.id),
    device_unique_id: asText(device.advertisingId),
    make: asText(device.manufacturer),
    brand: asText(device.brand) ?? asText(device.manufacturer),
    model: asText(device.model),
    carrier: asText(network.carrier),
    network_type: networkType(network),
    locale,
    system_language: locale?.split(/[-_]/)[0],
    zone_offset: zoneOffsetMs(asText(context.timezone), atMs),
    screen_width: pixels(screen.width),
    screen_height: pixels(screen.height),
  };
}

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined;
}

/** Attributes for page and campaign, from the `context` and the properties of a Segment message. */
export function attributesOfPage(context: JsonObject, properties: JsonObject): JsonObject {
  const page = { ...asObject(context.page), ...properties };
  const campaign = asObject(context.campaign);
  const url = asText(page.url);
  const referrer = asText(page.referrer);
  const isForeign = referrer !== undefined && hostOf(referrer) !== hostOf(url);
  return {
    _page_url: url,
    _page_title: asText(page.title),
    _page_referrer: referrer,
    ...(isForeign ? { _latest_referrer: referrer, _latest_referrer_host: hostOf(referrer) } : {}),
    _utm_source: asText(campaign.source),
    _utm_medium: asText(campaign.medium),
    _utm_campaign: asText(campaign.name),
    _utm_content: asText(campaign.content),
    _utm_term: asText(campaign.term),
    _utm_id: asText(campaign.id),
  };
}
