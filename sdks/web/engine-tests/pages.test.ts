import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openSite } from './open-page.ts';

const site = await openSite();
after(() => site[Symbol.asyncDispose]());

describe('_search', () => {
  const cases: readonly {
    readonly it: string;
    readonly path: string;
    readonly configuration?: Readonly<Record<string, unknown>>;
    readonly search?: readonly [key: string, term: string];
  }[] = [
    { it: 'records the word of an address', path: '/find?q=red+shoes', search: ['q', 'red shoes'] },
    { it: 'takes the first parameter in the order of the list', path: '/?keyword=b&s=a', search: ['s', 'a'] },
    {
      it: 'adds the words of the app to the usual ones',
      path: '/?term=x',
      configuration: { searchKeyWords: ['term'] },
      search: ['term', 'x'],
    },
    {
      it: 'keeps the usual words before those of the app',
      path: '/?term=x&query=y',
      configuration: { searchKeyWords: ['term'] },
      search: ['query', 'y'],
    },
    { it: 'records nothing without a search word', path: '/?page=2' },
    {
      it: 'records nothing when search is off',
      path: '/?q=a',
      configuration: { isTrackSearchEvents: false },
    },
    {
      it: 'records nothing when page views are off',
      path: '/?q=a',
      configuration: { isTrackPageViewEvents: false },
    },
  ];
  for (const { it: name, path, configuration = {}, search } of cases)
    it(name, async () => {
      await using opened = await site.open({ path, configuration });
      const expected = search ? [{ _search_key: search[0], _search_term: search[1] }] : [];
      assert.deepEqual(await opened.attributesOf('_search'), expected);
    });

  it('records once for each page view, and not for a reload', async () => {
    await using opened = await site.open({ path: '/?q=a' });
    await opened.page.evaluate('history.pushState({}, "", "/?q=b"); history.replaceState({}, "", "/?q=b")');
    await opened.until('_search', 2);
    await opened.page.reload();
    const terms = (await opened.attributesOf('_search')).map(({ _search_term }) => _search_term);
    assert.deepEqual(terms, ['a', 'b']);
  });
});

describe('a page that patches the history too', () => {
  it('gets each page view once after collecting was off and on again', async () => {
    await using opened = await site.open();
    const { page } = opened;
    await opened.until('_page_view');
    // As routers and monitors do: their function calls the one they found.
    await page.evaluate(`{
      const found = history.pushState;
      history.pushState = function (...args) { return found.apply(this, args); };
      millstream.disable();
      millstream.enable();
    }`);
    await page.evaluate(`history.pushState({}, '', '/next')`);
    const views = (await opened.attributesOf('_page_view')).length;
    await page.evaluate(`history.pushState({}, '', '/last')`);
    assert.equal((await opened.attributesOf('_page_view')).length, views + 1);
  });
});

describe('_scroll', () => {
  const tall = '<div style="height: 4000px"></div>';
  const viewport = { width: 800, height: 600 };
  // Of 4,000 px, 3,600 are 90 %: with a window of 600 px they are seen from 3,000 on.
  const style = '<style>body { margin: 0 }</style>';

  it('records once for each page when more than 90 % was seen, with the time since the page was shown', async () => {
    await using opened = await site.open({
      body: style + tall,
      context: { viewport },
      async prepare(page) {
        await page.clock.install({ time: 0 });
      },
    });
    const { page } = opened;
    await opened.until('_page_view');
    await page.clock.pauseAt(60_000);
    await page.evaluate('history.pushState({}, "", "/next")');
    await page.clock.runFor(4_900);
    const scrollTo = async (top: number): Promise<void> => {
      await page.evaluate(
        `new Promise((done) => { addEventListener('scroll', done, { once: true }); scrollTo(0, ${top}) })`,
      );
      await page.clock.runFor(100);
    };
    for (const top of [2_000, 3_000, 3_001, 100, 3_400]) await scrollTo(top);
    await page.evaluate('history.pushState({}, "", "/last")');
    await scrollTo(3_300);
    const record = opened.attributesOf('_scroll');
    await page.clock.resume();
    assert.deepEqual(await record, [
      // 4.9 s, and three looks at the page 100 ms apart.
      { _engagement_time_msec: 5_200 },
      { _engagement_time_msec: 100 },
    ]);
  });

  const silent: readonly { readonly it: string; readonly body: string; readonly off?: string }[] = [
    { it: 'records nothing for a page that needs no scrolling', body: style },
    { it: 'records nothing when scrolling is off', body: style + tall, off: 'isTrackScrollEvents' },
    { it: 'records nothing when page views are off', body: style + tall, off: 'isTrackPageViewEvents' },
  ];
  for (const { it: name, body, off } of silent)
    it(name, async () => {
      await using opened = await site.open({
        body,
        context: { viewport },
        configuration: off ? { [off]: false } : {},
      });
      await opened.page.evaluate(
        'new Promise((done) => { scrollTo(0, 4000); dispatchEvent(new Event("scroll")); setTimeout(done, 150) })',
      );
      assert.deepEqual(await opened.attributesOf('_scroll'), []);
    });
});

describe('_page_load', () => {
  it('records the timing of the navigation once, also over a pause of collecting', async () => {
    await using opened = await site.open({ configuration: { isTrackPageLoadEvents: true } });
    const [timing] = await opened.until('_page_load');
    const entry: Readonly<Record<string, unknown>> = await opened.page.evaluate(
      'performance.getEntriesByType("navigation")[0].toJSON()',
    );
    const { name: _, entryType: __, initiatorType: ___, ...fields } = entry;
    const expected = Object.fromEntries(
      Object.entries(fields)
        .filter(([, field]) => field !== '' && field !== null)
        .map(([name, field]) => [name, typeof field === 'object' ? JSON.stringify(field) : field]),
    );
    assert.deepEqual(timing, expected);
    assert.ok(Number(timing?.loadEventEnd) > 0);
    await opened.page.evaluate('millstream.disable(); millstream.enable()');
    await opened.page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
    assert.equal((await opened.attributesOf('_page_load')).length, 1);
  });

  it('is off unless asked for', async () => {
    await using opened = await site.open();
    await opened.page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
    assert.deepEqual(await opened.attributesOf('_page_load'), []);
  });
});

describe('the campaign of a landing page', () => {
  const path =
    '/?utm_source=news&utm_medium=mail&utm_campaign=may&utm_id=7&utm_term=x&utm_content=y&gclid=G&fbclid=F';

  it('stands on events of that page, also after the site has tidied the address', async () => {
    await using opened = await site.open({ path });
    const campaign = {
      _traffic_source_source: 'news',
      _traffic_source_medium: 'mail',
      _traffic_source_campaign: 'may',
      _traffic_source_campaign_id: '7',
      _traffic_source_term: 'x',
      _traffic_source_content: 'y',
      _traffic_source_clid: 'G',
      _traffic_source_clid_platform: 'google',
    };
    const [view] = await opened.until('_page_view');
    assert.deepEqual(view, { ...campaign, _page_referrer: '', _page_referrer_title: '', _entrances: 1 });
    await opened.page.evaluate('history.replaceState({}, "", "/"); millstream.track("tidied")');
    assert.deepEqual(await opened.attributesOf('tidied'), [campaign]);
    await opened.page.evaluate('history.pushState({}, "", "/cart"); millstream.track("further")');
    assert.deepEqual(await opened.attributesOf('further'), [{}]);
  });

  it('gives way to what the app sets', async () => {
    await using opened = await site.open({ path: '/?utm_source=news&utm_medium=mail' });
    await opened.page.evaluate(`millstream.setGlobalAttributes({ _traffic_source_source: 'app' });
      millstream.track('own', { _traffic_source_medium: 'push' })`);
    const [own] = await opened.attributesOf('own');
    assert.deepEqual(own, { _traffic_source_source: 'app', _traffic_source_medium: 'push' });
  });
});
