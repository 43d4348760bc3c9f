/** The locale in the fields of an event. */
export interface LocaleFields {
  readonly locale: string;
  readonly system_language: string;
  readonly country_code: string;
}

const unknown = 'UNKNOWN';

/** Splits `zh-Hans-CN` or `zh_CN` into what events carry; what is missing is `UNKNOWN`. */
export function localeFields(identifier: string): LocaleFields {
  // Apple adds keywords after an @, as in en_US@rg=gbzzzz.
  const parts = (identifier.split('@')[0] ?? '').split(/[-_]/).filter((part) => part !== '');
  const [language = unknown, ...others] = parts;
  const country = others.find((part) => /^([A-Za-z]{2}|\d{3})$/.test(part))?.toUpperCase();
  return {
    locale: parts.join('_') || unknown,
    system_language: language,
    country_code: country ?? unknown,
  };
}
