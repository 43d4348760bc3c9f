// Markup in everything that event data can say: on every page it stays text, nothing of it runs, no link leads to it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type PlaceValues, pageAddress, pagePatterns } from './all-pages.ts';
import { until } from './demo-places.ts';
import { untilSettled } from './look-at-page.ts';
import { type Console, openConsole } from './open-console.ts';

const markup =
  '"\'><img src=x-hit onerror=window.markupRan=1><svg onload=window.markupRan=1>{{7*7}}</script>';
const link = 'javascript:window.markupRan=1//';
/** Columns that hold what senders say are filled by these; the name tells one value from the next. */
const said = (name: string) => `${markup}${name}`;

function hostileEvent(index: number, name: string): object {
  const now = Date.now() - index * 1000;
  const texts = (...names: readonly string[]) => Object.fromEntries(names.map((one) => [one, said(one)]));
  return {
    event_type: name,
    event_id: index === 0 ? said('event-id') : `markup-${index}`,
    timestamp: now,
    app_id: 'web',
    unique_id: said(`visitor-${index % 2}`),
    device_id: said('device'),
    platform: 'Web',
    ...texts('os_version', 'make', 'brand', 'model', 'carrier', 'network_type', 'locale', 'system_language'),
    ...texts('app_version', 'app_package_name', 'app_title', 'sdk_version', 'sdk_name', 'host_name'),
    event_value: 3,
    currency: said('currency').slice(0, 20),
    items: [
      {
        id: said('item'),
        name: said('item-name'),
        brand: said('brand'),
        category: said('category'),
        price: 2,
      },
    ],
    user: {
      _user_id: { value: said('person'), set_timestamp: now },
      _user_name: { value: said('person-name'), set_timestamp: now },
      [said('user-attribute')]: { value: said('user-value'), set_timestamp: now },
    },
    attributes: {
      _session_id: `markup-session-${index % 2}`,
      _session_start_timestamp: now - 5000,
      _session_number: 1,
      _page_url: index % 2 === 0 ? link : `https://shop.example/${said('path')}?q=${said('query')}`,
      _page_referrer: link,
      _latest_referrer: `https://${said('referrer')}/`,
      ...texts('_page_title', '_page_referrer_title', '_latest_referrer_host', '_screen_name', '_screen_id'),
      ...texts('_search_key', '_search_term', '_link_url', '_link_domain', '_exception_message'),
      ...texts('_traffic_source_source', '_traffic_source_medium', '_traffic_source_campaign'),
      ...texts('_traffic_source_content', '_traffic_source_term', '_traffic_source_clid'),
      [said('parameter')]: said('value'),
    },
  };
}

/** Sends hostile events, ones that are refused, and bodies that are no events; waits until they are stored. */
async function sendHostile({ product, call }: Console): Promise<string> {
  const names = [
    said('event'),
    '_page_view',
    '_page_view',
    '_session_start',
    '_first_open',
    '_app_exception',
    '_search',
  ];
  const events = names.map((name, index) => hostileEvent(index, name));
  const refused = { ...hostileEvent(90, '_page_view'), event_id: 'refused', timestamp: said('time') };
  const send = (query: string, body: string) =>
    fetch(`${product.collect}/collect?${query}`, {
      method: 'POST',
      headers: { 'user-agent': markup, 'x-forwarded-for': markup },
      body,
    });
  await send(`appId=web&platform=${encodeURIComponent(markup)}`, JSON.stringify(events));
  await send('appId=web', JSON.stringify([refused]));
  await send('appId=web', said('no JSON'));
  await send(`appId=${encodeURIComponent(markup)}`, '[]');
  await product.queryUntil('select count(*)::integer as n from event_v2', ([row]) => Number(row?.n) >= 5);
  return until(async () => {
    const { groups } = await call<{ groups: readonly { groupId: string }[] }>(
      'GET',
      '/projects/first/quarantine',
    );
    return groups[0]?.groupId;
  });
}

const scope = { version: 1, projectId: 'first', appId: 'web' } as const;
const field = (category: string, name: string) => ({ category, name, type: 'string' });

/** Views by the title of the page. */
function explorationOfTitles() {
  return {
    ...scope,
    kind: 'event',
    time: { type: 'relative', lastN: 7, unit: 'day' },
    event: { metrics: [{ event: '_page_view', measure: { type: 'eventCount' } }] },
    groupBy: [field('event_outer', 'page_view_page_title')],
  };
}

/** Saved things that show what was sent, called by markup themselves. */
async function saveHostile({ call }: Console): Promise<PlaceValues> {
  const exploration = explorationOfTitles();
  const tile = { x: 0, y: 0, w: 18, h: 12 };
  const texts = { kind: 'text', id: 't2', text: `${markup} [a](${link}) <b>x</b>`, ...tile, y: 12 };
  const tiles = [{ kind: 'exploration', id: 't1', title: said('tile'), spec: exploration, ...tile }, texts];
  const dashboard = await call<{ id: string }>('POST', '/apps/web/dashboards', {
    body: { version: 1, name: 'Hostile figures', sheets: [{ id: 's1', name: 'Sheet', tiles }] },
  });
  const done = { type: 'userEvent', done: true, event: { event: said('event') }, metric: { type: 'total' } };
  const condition = { ...done, operator: '>=', value: [1] };
  const range = { type: 'relative', lastN: 30, unit: 'day' };
  const segment = await call<{ id: string }>('POST', '/apps/web/segments', {
    body: {
      ...{ ...scope, name: 'Hostile people', refresh: { type: 'manual' } },
      criteria: {
        op: 'and',
        groups: [{ range, op: 'and', filters: [{ op: 'or', conditions: [condition] }] }],
      },
    },
  });
  await call('POST', `/apps/web/segments/${segment.id}/refresh`, {});
  return { segmentId: segment.id, dashboardId: dashboard.id };
}

async function placesOf(console: Console): Promise<PlaceValues> {
  const { call } = console;
  const group = await sendHostile(console);
  const saved = await saveHostile(console);
  const { pipelineId } = await call<{ pipelineId: string }>('GET', '/projects/first/pipeline');
  const { items } = await call<{ items: readonly { runId: string }[] }>('GET', '/projects/first/runs');
  const spec = explorationOfTitles();
  const { rows } = await call<{ rows: readonly { user_key: string }[] }>('POST', '/studio/explore/drill', {
    ...{ spec: { ...spec, groupBy: undefined }, cell: { metric: 0 }, limit: 1 },
  });
  const places = { projectId: 'first', appId: 'web', kind: 'event', id: said('event-id') };
  return {
    ...places,
    ...saved,
    pipelineId,
    runId: items[0]?.runId ?? '',
    group,
    userKey: rows[0]?.user_key ?? '',
  };
}

/** Pages that show what senders say once all is loaded; the live one when its stream has begun. */
const speaking = [
  /\/dashboard\/[0-9a-f-]{36}$/,
  /\/data-management\/(events|parameters)$/,
  /\/realtime$/,
  /\/user\/[^/]+$/,
  /\/find\/[^/]+$/,
  /\/application\/detail\/[^/]+$/,
];

/** What of the markup became more than text. */
const traces = `({
  ran: window.markupRan ?? 0,
  elements: [...document.querySelectorAll('img[src="x-hit"], svg[onload], [onerror]')].map((one) => one.outerHTML),
  links: [...document.querySelectorAll('[href], [src], [action]')]
    .flatMap((one) => [one.getAttribute('href'), one.getAttribute('src'), one.getAttribute('action')])
    .filter((address) => /^\\s*javascript:/i.test(address ?? '')),
})`;

describe('markup in event data', { timeout: 900_000 }, () => {
  let console: Console;
  let places: PlaceValues;
  let page: Page;
  const refusedByPolicy: string[] = [];
  const shown = new Set<string>();
  before(async () => {
    console = await openConsole();
    places = await placesOf(console);
    page = await console.open('/nowhere');
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refusedByPolicy.push(message.text());
    });
  });
  after(() => console[Symbol.asyncDispose]());

  async function lookAt(address: string, open?: () => Promise<void>): Promise<void> {
    refusedByPolicy.length = 0;
    await page.goto(console.product.url + address);
    await untilSettled(page);
    await open?.();
    const isShown = async () => (await page.locator('body').innerText()).includes('onerror=window');
    if (speaking.some((pattern) => pattern.test(address)))
      await until(async () => ((await isShown()) ? true : undefined));
    assert.deepEqual(await page.evaluate(traces), { ran: 0, elements: [], links: [] }, address);
    assert.deepEqual(refusedByPolicy, [], address);
    if (await isShown()) shown.add(address);
  }

  // Pages about settings and counts alone show nothing that senders say.
  const silent = /\/(full|import|new|update|monitoring|runs|:runId|:pipelineId|detail\/:projectId)$/;
  const isAboutData = (pattern: string) =>
    /:(appId|group|id|projectId)\b/.test(pattern) && !silent.test(pattern);
  const patterns = pagePatterns().filter(isAboutData);
  for (const pattern of patterns)
    it(`stays text on ${pattern}`, () =>
      lookAt(pageAddress(pattern, { analysisId: 'none', tab: 'events', ...places })));
  for (const tab of ['parameters', 'attributes', 'traffic'])
    it(`stays text among ${tab}`, () => lookAt(`/analytics/first/app/web/data-management/${tab}`));
  for (const kind of ['funnel', 'path', 'retention', 'attribution'])
    it(`stays text on the ${kind} page`, () => lookAt(`/analytics/first/app/web/explore/${kind}`));

  it('stays text in the rows of a refused record', () =>
    lookAt(`/project/first/quarantine/${places.group}`, async () => {
      await page
        .getByText(/^\d\d:\d\d:\d\d · /)
        .first()
        .click();
      await page.getByText('onerror').first().waitFor();
    }));

  it('was there to be seen', () => {
    const words = [
      'dashboard/',
      'data-management',
      'quarantine/',
      'user/',
      'find/',
      'realtime',
      'application/detail',
    ];
    const addresses = [...shown].join('\n');
    assert.deepEqual(
      words.filter((word) => !addresses.includes(word)),
      [],
      addresses,
    );
  });
});
