import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { configurationOfTag } from './script-tag.ts';

const usualSrc = 'https://collect.example.org/millstream.js?v=2';
const usual = { appId: 'shop', endpoint: 'https://collect.example.org/collect' };

/** `data-` attributes as a page's script sees them, and the settings that they are. */
const cases: readonly {
  readonly name: string;
  readonly src?: string;
  readonly dataset: Readonly<Record<string, string>>;
  readonly settings: object | null;
}[] = [
  { name: 'nothing without an app id', dataset: { endpoint: '/collect' }, settings: null },
  { name: 'the endpoint of where the script comes from', dataset: { appId: 'shop' }, settings: usual },
  {
    name: 'another endpoint',
    dataset: { appId: 'shop', endpoint: '/events' },
    settings: { appId: 'shop', endpoint: '/events' },
  },
  {
    name: 'another endpoint where the page has the script inline, and no address itself',
    src: '',
    dataset: { appId: 'shop', endpoint: '/events' },
    settings: { appId: 'shop', endpoint: '/events' },
  },
  {
    name: 'an app id that looks like a number, as text',
    dataset: { appId: '42' },
    settings: { ...usual, appId: '42' },
  },
  {
    name: 'switches, also without a value',
    dataset: { appId: 'shop', isTrackClickEvents: 'false', isTrackFormEvents: '', isLogEvents: 'true' },
    settings: { ...usual, isTrackClickEvents: false, isTrackFormEvents: true, isLogEvents: true },
  },
  ...['False', 'FALSE', '0', 'no', 'Off', ' false '].map((word) => ({
    name: `switches off by ${JSON.stringify(word)}`,
    dataset: { appId: 'shop', isTrackClickEvents: word, debugMode: word },
    settings: { ...usual, isTrackClickEvents: false, debugMode: false },
  })),
  ...['True', '1', 'yes', 'ON'].map((word) => ({
    name: `switches on by ${word}`,
    dataset: { appId: 'shop', isTrackPageLoadEvents: word, respectPrivacySignals: word },
    settings: { ...usual, isTrackPageLoadEvents: true, respectPrivacySignals: true },
  })),
  {
    name: 'a switch that has a word of its own, and a number that is 0',
    dataset: { appId: 'shop', debugOverlay: 'address', sampleRate: '0' },
    settings: { ...usual, debugOverlay: 'address', sampleRate: 0 },
  },
  {
    name: 'numbers and words',
    dataset: { appId: 'shop', sendMode: 'Batch', sendEventsInterval: '10000', sampleRate: '0.5' },
    settings: { ...usual, sendMode: 'Batch', sendEventsInterval: 10_000, sampleRate: 0.5 },
  },
  {
    name: 'lists',
    dataset: { appId: 'shop', domainList: 'a.example, b.example', searchKeyWords: 'find' },
    settings: { ...usual, domainList: ['a.example', 'b.example'], searchKeyWords: ['find'] },
  },
  {
    name: 'attributes of all events',
    dataset: { appId: 'shop', globalAttributes: '{"shop":7}' },
    settings: { ...usual, globalAttributes: { shop: 7 } },
  },
];

describe('a script tag', () => {
  for (const { name, dataset, settings, src = usualSrc } of cases)
    it(`says ${name}`, () =>
      assert.deepEqual(configurationOfTag({ dataset: { ...dataset }, src }), settings));
});
