import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pageNumbers, viewOf } from './page-view.ts';

describe('what a page is called', () => {
  it('has the number that WeChat gives it', () => {
    assert.equal(pageNumbers()({ route: 'pages/a/a', getPageId: () => 'pageId:7' }), 'pageId:7');
  });

  it('has a number of ours on base libraries that give none, the same each time', () => {
    const numberOf = pageNumbers();
    const [first, second] = [{ route: 'pages/a/a' }, { route: 'pages/a/a' }];
    assert.deepEqual([first, second, first].map(numberOf), ['page-1', 'page-2', 'page-1']);
  });

  const cases = [
    { options: undefined, id: 'pages/a/a' },
    { options: {}, id: 'pages/a/a' },
    { options: { q: '%E8%8C%B6', left: undefined, n: '1' }, id: 'pages/a/a?q=%E8%8C%B6&n=1' },
  ];
  for (const { options, id } of cases) {
    it(`is ${id} with ${JSON.stringify(options)}`, () => {
      const page = { route: 'pages/a/a', ...(options && { options }) };
      const { attributes } = viewOf(page, { uniqueId: '1', title: '' });
      assert.deepEqual(attributes, {
        _screen_name: 'pages/a/a',
        _screen_id: id,
        _screen_unique_id: '1',
      });
    });
  }

  it('makes another view of the same page when its title changes', () => {
    const [before, after] = ['Tea', 'Tea, sold out'].map((title) =>
      viewOf({ route: 'pages/a/a' }, { uniqueId: '1', title }),
    );
    assert.notEqual(before?.key, after?.key);
  });
});
