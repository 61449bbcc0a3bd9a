import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // A strict Content-Security-Policy knows no data: addresses, so nothing is inlined.
  build: { assetsInlineLimit: 0 },
  server: { proxy: { '/api': process.env.TRELLIS_URL ?? 'http://localhost:8080' } },
  test: { include: ['src/**/*.test.ts', 'src/**/*.test.tsx'] },
});
