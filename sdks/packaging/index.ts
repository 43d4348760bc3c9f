export { type BundleRequest, bundleModules } from './bundle-modules.ts';
export { type DeclarationRequest, declarationsOf } from './declarations.ts';
export { buildHandOut, type HandOut } from './hand-out.ts';
export { packageArchive } from './package-archive.ts';
export { isUpToDate, sourceMark, writeFresh } from './source-mark.ts';
