import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatCookie, readCookie } from './cookie-header.ts';

describe('cookie header', () => {
  const cases: readonly { header: string | undefined; value: string | null }[] = [
    { header: undefined, value: null },
    { header: '', value: null },
    { header: 'cs_session=abc', value: 'abc' },
    { header: 'a=1; cs_session=abc; b=2', value: 'abc' },
    { header: 'a=1;cs_session=abc', value: 'abc' },
    { header: 'cs_session=abc==', value: 'abc==' },
    { header: 'cs_session=', value: '' },
    { header: 'xcs_session=no; cs_session2=no', value: null },
    { header: 'a="cs_session=no"', value: null },
    { header: 'cs_session=first; cs_session=second', value: 'first' },
  ];
  for (const { header, value } of cases) {
    it(`reads ${JSON.stringify(value)} from ${JSON.stringify(header)}`, () => {
      assert.equal(readCookie(header, 'cs_session'), value);
    });
  }

  it('writes a cookie that scripts cannot read', () => {
    assert.equal(
      formatCookie('n', 'v', { path: '/', maxAgeSeconds: 5, isSecure: true, sameSite: 'None' }),
      'n=v; Path=/; Max-Age=5; HttpOnly; Secure; SameSite=None',
    );
    assert.equal(
      formatCookie('n', 'v', { path: '/x', maxAgeSeconds: 0, isSecure: false, sameSite: 'Lax' }),
      'n=v; Path=/x; Max-Age=0; HttpOnly; SameSite=Lax',
    );
  });
});
