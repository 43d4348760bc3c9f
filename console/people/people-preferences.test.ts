import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { systemClock } from '@millstream/core';
import { type Accounts, openAccounts } from './accounts.ts';

describe('preferences of a person', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preferences-'));
  let accounts: Accounts;
  before(async () => {
    accounts = await openAccounts(join(folder, 'accounts.sqlite'), systemClock);
  });
  after(async () => {
    await accounts.close();
    rmSync(folder, { recursive: true });
  });

  it('keep every one of several choices that come at once', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `choice-${index}`);
    await Promise.all(names.map((name) => accounts.people.setPreferences('mei', { [name]: true })));
    assert.deepEqual(Object.keys(await accounts.people.preferences('mei')).sort(), names);
  });
});
