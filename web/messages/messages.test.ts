import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { errorRegistry } from '@millstream/core';
import IntlMessageFormat from 'intl-messageformat';

const room = dirname(dirname(fileURLToPath(import.meta.url)));
const tags = ['en-US', 'zh-CN'] as const;

/** All messages of a language. */
function messagesOf(tag: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(room, 'messages', `${tag}.json`), 'utf8'));
}

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

/** Names of a message's places: those that are shown, and those that only choose between words (`{n, plural, one {it}}`). */
function placesOf(
  parts: readonly Part[],
  shown = new Set<string>(),
  choosing = new Set<string>(),
  plural = '',
) {
  for (const part of parts) {
    // 0 is plain text, 7 the number of the plural around it.
    if (part.type === 0) continue;
    if (part.type === 7) shown.add(plural);
    else if ('options' in part) {
      choosing.add(part.value);
      for (const { value } of Object.values(part.options)) placesOf(value, shown, choosing, part.value);
    } else shown.add(part.value);
  }
  return { shown, choosing };
}
const placesIn = (text: string, tag: string) =>
  placesOf(new IntlMessageFormat(text, tag, undefined, { ignoreTag: true }).getAst());

const texts = Object.fromEntries(tags.map((tag) => [tag, messagesOf(tag)])) as Record<
  (typeof tags)[number],
  Readonly<Record<string, string>>
>;

describe('messages', () => {
  it('have the same ids in every language', () => {
    const [first, ...others] = tags.map((tag) => Object.keys(texts[tag]).sort());
    for (const other of others) assert.deepEqual(other, first);
  });
  it('can be read, and have the same places in every language', () => {
    for (const [id, text] of Object.entries(texts['en-US'])) {
      const chinese = texts['zh-CN'][id];
      assert.ok(chinese, `${id} is missing in zh-CN`);
      const [english, other] = [placesIn(text, 'en-US'), placesIn(chinese, 'zh-CN')];
      // Not every language tells one from many: what only chooses words may be left out.
      assert.deepEqual([...other.shown].sort(), [...english.shown].sort(), id);
      const known = new Set([...english.choosing, ...english.shown]);
      assert.ok(
        [...other.choosing].every((place) => known.has(place)),
        id,
      );
    }
  });
  it('tell every coded error, in English as the server does', () => {
    const quoted = (text: string) =>
      text
        .replaceAll("'", "''")
        .replace(/\{(\w+)\}|[{}]/g, (match, name) => (name === undefined ? `'${match}'` : match));
    for (const [code, { message, action }] of Object.entries(errorRegistry)) {
      assert.equal(texts['en-US'][`error.${code}`], quoted(message), code);
      assert.equal(texts['en-US'][`error.${code}.action`], quoted(action), code);
    }
  });
  it('are all there that the pages say', () => {
    const missing: string[] = [];
    for (const file of globSync('**/*.{ts,tsx}', { cwd: room, exclude: ['**/node_modules/**', 'dist/**'] })) {
      if (file.includes('.test.') || file.includes('node_modules')) continue;
      const source = readFileSync(join(room, file), 'utf8');
      for (const [, id = ''] of source.matchAll(/\bsay\(\s*'([^'.]+\.[^']+)'/g))
        if (!Object.hasOwn(texts['en-US'], id)) missing.push(`${file}: ${id}`);
      // Ids made of parts: something must begin with the fixed part.
      for (const [, start = ''] of source.matchAll(/\bsay\(\s*`([^`$]+)\$\{/g))
        if (!Object.keys(texts['en-US']).some((id) => id.startsWith(start)))
          missing.push(`${file}: ${start}…`);
    }
    assert.deepEqual(missing, []);
  });
});
