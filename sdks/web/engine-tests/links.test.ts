import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openSite } from './open-page.ts';

const site = await openSite();
after(() => site[Symbol.asyncDispose]());

// Links stay where they are, so that the page that records is not left.
const stay = '<script>addEventListener("click", (event) => event.preventDefault())</script>';

interface ClickCase {
  readonly it: string;
  readonly body: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly clicks: readonly Readonly<Record<string, unknown>>[];
}

const elsewhere = {
  _link_url: 'https://elsewhere.example/a?b=1',
  _link_domain: 'elsewhere.example',
  _outbound: true,
};

const cases: readonly ClickCase[] = [
  {
    it: 'records a link off the site with its address, host, classes and id',
    body: '<a id="hit" class="nav big" href="https://elsewhere.example/a?b=1">x</a>',
    clicks: [{ ...elsewhere, _link_id: 'hit', _link_classes: 'nav big' }],
  },
  {
    it: 'records an absolute link to the own host as one that is not outbound',
    body: '<a id="hit" href="http://localhost:81/x">x</a>',
    clicks: [
      { _link_url: 'http://localhost:81/x', _link_domain: 'localhost', _link_id: 'hit', _outbound: false },
    ],
  },
  {
    it: 'takes hosts of domainList as the own site',
    body: '<a href="https://elsewhere.example/a?b=1"><b id="hit">x</b></a>',
    configuration: { domainList: ['elsewhere.example'] },
    clicks: [{ ...elsewhere, _outbound: false }],
  },
  {
    it: 'records a click two levels inside a link',
    body: '<a href="https://elsewhere.example/a?b=1"><b><i id="hit">x</i></b></a>',
    clicks: [elsewhere],
  },
  {
    it: 'records no click three levels inside a link',
    body: '<a href="https://elsewhere.example/"><b><i><u id="hit">x</u></i></b></a>',
    clicks: [],
  },
  { it: 'records no relative link', body: '<a id="hit" href="/cart">x</a>', clicks: [] },
  { it: 'records no mail address', body: '<a id="hit" href="mailto:a@shop.example">x</a>', clicks: [] },
  { it: 'records no anchor without an address', body: '<a id="hit">x</a>', clicks: [] },
  { it: 'records no click besides links', body: '<button id="hit">x</button>', clicks: [] },
  {
    it: 'records nothing when clicks are off',
    body: '<a id="hit" href="https://elsewhere.example/">x</a>',
    configuration: { isTrackClickEvents: false },
    clicks: [],
  },
  {
    it: 'records a link inside a shadow root',
    body: `<div id="hit"></div><script>
      hit.attachShadow({ mode: 'open' }).innerHTML = '<a href="https://elsewhere.example/a?b=1">x</a>'</script>`,
    clicks: [elsewhere],
  },
  {
    it: 'records a link in a drawing',
    body: `<svg width="50" height="50"><a href="https://elsewhere.example/a?b=1">
      <rect id="hit" width="50" height="50"/></a></svg>`,
    clicks: [elsewhere],
  },
  {
    it: 'records a link whose click the page keeps to itself',
    body: '<a id="hit" onclick="event.stopPropagation()" href="https://elsewhere.example/a?b=1" target="_blank">x</a>',
    clicks: [{ ...elsewhere, _link_id: 'hit' }],
  },
  {
    it: 'cuts a long address to 1,024 characters',
    body: `<a href="https://elsewhere.example/${'a'.repeat(2_000)}"><b id="hit">x</b></a>`,
    clicks: [{ ...elsewhere, _link_url: `https://elsewhere.example/${'a'.repeat(998)}` }],
  },
];

describe('_click', () => {
  for (const { it: name, body, configuration = {}, clicks } of cases)
    it(name, async () => {
      await using opened = await site.open({ body: body + stay, configuration });
      await opened.page.locator('#hit a, #hit:not(:has(a))').first().click();
      assert.deepEqual(await opened.attributesOf('_click'), clicks);
    });
});

describe('collecting that stopped and started again', () => {
  it('records nothing in between and a click once after it', async () => {
    const body = '<a id="hit" href="https://elsewhere.example/a?b=1">x</a>';
    await using opened = await site.open({ body: body + stay });
    await opened.page.evaluate('millstream.disable()');
    await opened.page.click('#hit');
    await opened.page.evaluate('millstream.enable()');
    assert.deepEqual(await opened.attributesOf('_click'), []);
    await opened.page.click('#hit');
    assert.deepEqual(await opened.attributesOf('_click'), [{ ...elsewhere, _link_id: 'hit' }]);
  });
});

interface DownloadCase {
  readonly it: string;
  /** Attributes of the link. */
  readonly link: string;
  readonly file?: { readonly name: string; readonly extension?: string; readonly path?: string };
}

const downloads: readonly DownloadCase[] = [
  {
    it: 'records a link to a file, without its query in the name',
    link: 'href="/files/price%20list.PDF?v=2"',
    file: { name: 'price list.PDF', extension: 'pdf', path: '/files/price%20list.PDF?v=2' },
  },
  {
    it: 'records a link that asks for a download, by the name it gives',
    link: 'href="/files/export" download="orders.csv"',
    file: { name: 'orders.csv', extension: 'csv', path: '/files/export' },
  },
  {
    it: 'keeps a name that cannot be decoded',
    link: 'href="/files/100%.csv"',
    file: { name: '100%.csv', extension: 'csv', path: '/files/100%.csv' },
  },
  {
    it: 'never records the content of a data address',
    link: 'href="data:text/plain,secret" download="note.txt"',
    file: { name: 'note.txt', extension: 'txt' },
  },
  { it: 'records no link to a page', link: 'href="/files/page.html"' },
  {
    it: 'records no link to the top of a site whose name ends like a file',
    link: 'href="https://files.zip/"',
  },
];

describe('file_download', () => {
  for (const { it: name, link, file } of downloads)
    it(name, async () => {
      await using opened = await site.open({
        body: `<a ${link}><b><i><u id="hit">x</u></i></b></a>${stay}`,
        configuration: { isTrackDownloadEvents: true },
      });
      await opened.page.click('#hit');
      const expected = file && {
        file_name: file.name,
        file_extension: file.extension,
        ...(file.path && { link_url: opened.origin + file.path }),
      };
      assert.deepEqual(await opened.attributesOf('file_download'), expected ? [expected] : []);
    });

  it('is off unless asked for', async () => {
    await using opened = await site.open({ body: `<a id="hit" href="/files/a.pdf">x</a>${stay}` });
    await opened.page.click('#hit');
    assert.deepEqual(await opened.attributesOf('file_download'), []);
  });
});

describe('data-track', () => {
  const body = `<section data-track="outer"><button data-track="cart_add" data-track-item-id="7" data-track-size="XL"
    data-other="no"><b id="hit">Add</b></button></section><p id="none" data-track="">x</p>`;

  it('records the event of the innermost element with its attributes', async () => {
    await using opened = await site.open({ body, configuration: { isTrackDataAttributes: true } });
    await opened.page.click('#hit');
    await opened.page.click('#none');
    assert.deepEqual(await opened.attributesOf('cart_add'), [{ item_id: '7', size: 'XL' }]);
    assert.deepEqual(await opened.attributesOf('outer'), []);
  });

  it('is off unless asked for', async () => {
    await using opened = await site.open({ body });
    await opened.page.click('#hit');
    assert.deepEqual(await opened.attributesOf('cart_add'), []);
  });
});
