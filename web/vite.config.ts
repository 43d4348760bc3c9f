import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { graphicWalkerParts } from './graphic-walker/build-plugin.ts';

/** Server that `vite` in development hands API calls to. */
const server = process.env.MILLSTREAM_URL ?? 'http://127.0.0.1:8686';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [graphicWalkerParts(), react()],
  // npm places some of these below this room and some above it.
  resolve: { dedupe: ['react', 'react-dom'] },
  build: {
    outDir: process.env.MILLSTREAM_WEB_OUT ?? 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 2_000,
    // Fonts and pictures as files: the policy of the pages allows no `data:` scripts or fonts.
    assetsInlineLimit: 0,
  },
  // The sources of the folder api/ are not calls.
  server: { proxy: { '^/api/(?!.*\\.tsx?(\\?|$))': { target: server, changeOrigin: true } } },
});
