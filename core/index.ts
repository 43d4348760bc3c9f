export * from './browser.ts';
export { bufferFolder, type StoreLayout, storeLayout } from './manifest/store-layout.ts';
export { syncPath } from './manifest/sync-path.ts';
