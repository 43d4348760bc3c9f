export { createProxy, type FetchProxyOptions } from './create-proxy.ts';
export { expressProxy, type NodeHandler, type NodeRequest } from './express-proxy.ts';
export type { ProxyOptions } from './proxy-options.ts';
