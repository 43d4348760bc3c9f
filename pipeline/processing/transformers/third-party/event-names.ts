const ourNames: ReadonlyMap<string, string> = new Map([
  ['page_view', '_page_view'],
  ['login', '_profile_set'],
  ['user_engagement', '_user_engagement'],
  ['click', '_click'],
]);

/** Our name of a foreign event; names without a counterpart stay. */
export function presetEventName(name: string): string {
  return ourNames.get(name) ?? name;
}
