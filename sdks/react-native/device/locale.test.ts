import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localeFields } from './locale.ts';

const cases = [
  ['zh_CN', 'zh_CN', 'zh', 'CN'],
  ['zh-Hans-CN', 'zh_Hans_CN', 'zh', 'CN'],
  ['en_US@rg=gbzzzz', 'en_US', 'en', 'US'],
  ['es-419', 'es_419', 'es', '419'],
  ['de', 'de', 'de', 'UNKNOWN'],
  ['', 'UNKNOWN', 'UNKNOWN', 'UNKNOWN'],
] as const;

describe('locale of the device', () => {
  for (const [identifier, locale, system_language, country_code] of cases) {
    it(`splits ${identifier || 'nothing'}`, () =>
      assert.deepEqual(localeFields(identifier), { locale, system_language, country_code }));
  }
});
