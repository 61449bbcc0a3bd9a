import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Each takes what the ones before it have left, together with what that needs.
const CHUNKS = [
  {
    name: 'shared',
    test: /vite\/preload-helper|@mantine\/core\/esm\/core\/|src\/(shared\/(?!chart|plot)|api\/)/,
  },
  { name: 'chart', test: /src\/shared\/(chart|plot)\// },
  { name: 'experiment', test: /src\/features\/experiment\/(?!panels\/spec)/ },
].map((chunk, place) => ({ ...chunk, priority: 9 - place }));

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // A strict Content-Security-Policy knows no data: addresses, so nothing is inlined.
  build: {
    assetsInlineLimit: 0,
    // Names, versions and license texts of the packages that are part of the bundle.
    license: { fileName: 'third-party-licenses.md' },
    // A page in a few files instead of fifty: each is a request, and six at a time is all that a browser makes.
    cssCodeSplit: false,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  server: { proxy: { '/api': process.env.TRELLIS_URL ?? 'http://localhost:8080' } },
  test: { include: ['src/**/*.test.ts', 'src/**/*.test.tsx'] },
});
