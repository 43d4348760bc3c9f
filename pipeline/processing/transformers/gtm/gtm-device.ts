import { isJsonObject, type JsonObject } from '../../clean/json-object.ts';
import { readText, readTolerantBoolean, readTolerantInt32 } from '../clickstream/field-kinds.ts';
import { readList } from '../third-party/nested-field.ts';
import type { ThirdPartyElement } from '../third-party/third-party-intake.ts';

/** Fills platform, device, operating-system, browser and screen columns from the client hints. */
export function fillDeviceColumns(element: ThirdPartyElement, hints: JsonObject | undefined): void {
  const { row, faults } = element;
  const hint = (name: string): string | undefined => readText(hints?.[name], `client_hints.${name}`, faults);
  const system = hint('platform');
  const version = hint('platform_version');
  // The hint may come with the quotes of its HTTP header.
  const cleanSystem = system?.replace(/\W/g, '') ?? '';
  const isMobile = readTolerantBoolean(hints?.mobile) ?? false;
  row.platform = cleanSystem !== '' ? cleanSystem : isMobile ? 'Mobile' : 'Web';
  row.device_operating_system = system;
  row.device_operating_system_version = version;
  row.device_ua_os = system;
  row.device_ua_os_version = version;
  fillBrandColumns(element, hints, hint('model'));
  fillScreenColumns(element);
}

function fillBrandColumns(
  { row, faults }: ThirdPartyElement,
  hints: JsonObject | undefined,
  model: string | undefined,
): void {
  const brands = readList(hints?.brands, 'client_hints.brands', faults);
  if (brands.length > 0) {
    row.device_mobile_brand_name = memberText(brands[0], 'brand');
    row.device_mobile_model_name = model;
  }
  const browser = readList(hints?.full_version_list, 'client_hints.full_version_list', faults).at(-1);
  row.device_ua_browser = memberText(browser, 'brand');
  row.device_ua_browser_version = memberText(browser, 'version');

  function memberText(entry: unknown, name: string): string | undefined {
    return isJsonObject(entry) ? readText(entry[name], `client_hints.${name}`, faults) : undefined;
  }
}

function fillScreenColumns({ event, row, faults }: ThirdPartyElement): void {
  const resolution = readText(event.screen_resolution, 'screen_resolution', faults);
  const [, width, height] = /^(\d+)x(\d+)$/i.exec(resolution ?? '') ?? [];
  row.device_screen_width = readTolerantInt32(width);
  row.device_screen_height = readTolerantInt32(height);
}
