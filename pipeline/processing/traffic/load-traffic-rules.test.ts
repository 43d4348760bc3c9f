import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  defaultTrafficRuleFiles,
  loadTrafficRules,
  openTrafficRules,
  trafficRuleFiles,
} from './load-traffic-rules.ts';

describe('the default category table', () => {
  it('has 890 rows of distinct domains', () => {
    const rows = defaultTrafficRuleFiles.categories as readonly { url: string }[];
    assert.equal(rows.length, 890);
    assert.equal(new Set(rows.map(({ url }) => url)).size, 890);
  });

  const names: readonly (readonly [source: string, category: string | null])[] = [
    ['google', 'Search'],
    ['FACEBOOK', 'Social'],
    ['goo', 'Search'],
    ['YouTube', 'Video'],
    ['abcsØk', 'Search'],
    ['pinterest', 'Social'],
    ['nobody', null],
  ];
  const { categories } = loadTrafficRules('/nowhere', 'web');
  for (const [source, category] of names) {
    it(`calls the source ${source} ${category}`, () =>
      assert.equal(categories.categoryOfSource(source), category));
  }
});

describe('loadTrafficRules', () => {
  let folder = '';
  const own = [{ url: 'friends.example', source: 'Friends', category: 'Social', params: [] }];
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rules-'));
    for (const app of ['web', 'broken', 'wrong']) mkdirSync(join(folder, app));
    writeFileSync(join(folder, 'web', trafficRuleFiles.categories), JSON.stringify(own));
    writeFileSync(join(folder, 'broken', trafficRuleFiles.channels), '[{');
    writeFileSync(join(folder, 'wrong', trafficRuleFiles.channels), 'null');
  });
  after(() => rmSync(folder, { recursive: true }));

  it("takes the app's own file and the default for the other", () => {
    const rules = loadTrafficRules(folder, 'web');
    assert.equal(rules.categories.categoryOfSource('friends'), 'Social');
    assert.equal(rules.categories.categoryOfSource('google'), null);
    const direct = rules.chooseChannel({
      campaign: {
        source: null,
        medium: null,
        campaign: null,
        content: null,
        term: null,
        campaignId: null,
        clidPlatform: null,
        clid: null,
      },
      category: null,
      referrer: null,
      referrerHost: null,
    });
    assert.equal(direct, 'Direct');
  });

  for (const app of ['broken', 'wrong']) {
    it(`refuses the ${app} file and names it`, () => {
      assert.throws(
        () => loadTrafficRules(folder, app),
        (error) => error instanceof Error && error.message.includes(join(folder, app)),
      );
    });
  }

  it('gives the defaults for an app without files and never leaves the folder', () => {
    for (const app of ['other', '../web', '']) {
      assert.equal(loadTrafficRules(folder, app).categories.categoryOfSource('google'), 'Search');
    }
  });

  it('shares the defaults between apps', () => {
    const rulesOfApp = openTrafficRules(folder);
    assert.equal(rulesOfApp('one'), rulesOfApp('two'));
    assert.notEqual(rulesOfApp('one'), rulesOfApp('web'));
    assert.equal(openTrafficRules(null)('web').categories.categoryOfSource('google'), 'Search');
  });
});
