import express from 'express';
import { serve } from './collector-double.ts';
import { createProxy } from './create-proxy.ts';
import { expressProxy } from './express-proxy.ts';
import { describeProxy, type ProxyWay } from './proxy-cases.ts';
import { listenerOf } from './request-of-node.ts';

const clientAddress = () => '127.0.0.1';
const path = '/collect';

const ways: readonly ProxyWay[] = [
  {
    name: 'createProxy',
    start: (collector) => serve(listenerOf(createProxy({ collector, path, clientAddress }))),
  },
  {
    name: 'expressProxy in Express, at a path',
    start: (collector) => serve(express().use(path, expressProxy({ collector }))),
  },
  {
    name: 'expressProxy in Express, with a path of its own',
    start: (collector) => serve(express().use(expressProxy({ collector, path }))),
  },
  {
    name: 'expressProxy in plain Node',
    start: (collector) => serve(expressProxy({ collector, path })),
  },
];
for (const way of ways) describeProxy(way);
