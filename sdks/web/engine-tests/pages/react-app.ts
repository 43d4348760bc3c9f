// A React app in strict mode, whose parts record when they appear and when they are clicked.
import { createElement, StrictMode, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { millstream, type WebConfiguration } from '../../index.ts';
import { AnalyticsProvider, useIdentify, useTrack } from '../../react/index.ts';

declare const settings: WebConfiguration;

function Cart() {
  const track = useTrack();
  const identify = useIdentify();
  const [count, setCount] = useState(0);
  const functions = useRef(new Set<unknown>());
  functions.current.add(track).add(identify);
  useEffect(() => track('cart_shown', { count }), [track, count]);
  const add = () => {
    setCount(count + 1);
    identify('42', { plan: 'free' });
  };
  return createElement(
    'button',
    { type: 'button', onClick: add },
    `${count} in the cart, ${functions.current.size} functions`,
  );
}

function App() {
  // A new object at each rendering, as apps write it.
  return createElement(
    AnalyticsProvider,
    { client: millstream, configuration: { ...settings } },
    createElement(Cart),
  );
}

Object.assign(window, { millstream });
const root = document.createElement('main');
document.body.append(root);
createRoot(root).render(createElement(StrictMode, null, createElement(App)));
