/** What the browser tells of itself, at the top level of each event. */
export function deviceFacts(): Readonly<Record<string, unknown>> {
  const { language, product, vendor } = navigator;
  const [system_language = '', country_code = ''] = language.split('-');
  return {
    host_name: location.hostname,
    locale: language,
    system_language,
    country_code: country_code.toUpperCase(),
    zone_offset: -new Date().getTimezoneOffset() * 60_000,
    make: product || vendor,
    screen_height: screen.height,
    screen_width: screen.width,
    viewport_height: innerHeight,
    viewport_width: innerWidth,
  };
}

/** A random UUID, version 4, on pages of any kind. */
export function randomId(): string {
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) => {
    const [bits = 0] = crypto.getRandomValues(new Uint8Array(1));
    return (Number(digit) ^ (bits & (15 >> (Number(digit) / 4)))).toString(16);
  });
}
