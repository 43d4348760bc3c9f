import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { millstream } from '../millstream.ts';
import { AnalyticsProvider, useAnalytics, useIdentify, useTrack } from './index.ts';

const configuration = { appId: 'shop', endpoint: 'https://collect.example.org/collect' };

function Greeting() {
  const track = useTrack();
  const identify = useIdentify();
  track('rendered');
  identify('42', { plan: 'free' });
  return createElement('p', null, useAnalytics() ? 'with a client' : 'without one');
}

it('renders on a server, where calls do nothing', () => {
  const html = renderToString(
    createElement(AnalyticsProvider, { client: millstream, configuration }, createElement(Greeting)),
  );
  assert.equal(html, '<p>with a client</p>');
  assert.equal(millstream.getSessionId(), null);
});

it('renders components without a provider too', () => {
  assert.equal(renderToString(createElement(Greeting)), '<p>without one</p>');
});
