export { type BundleRequest, bundleModules } from './bundle-modules.ts';
export { type DeclarationRequest, declarationsOf } from './declarations.ts';
export { packageArchive } from './package-archive.ts';
export { isUpToDate, sourceMark, writeFresh } from './source-mark.ts';
