import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { findBrowser } from './e2e/browser';

// This file is read again by every worker process: what the first reading chose reaches them by environment.
const running = process.env.TRELLIS_URL;
const port = (process.env.TRELLIS_E2E_PORT ??= String(await freePort()));
const url = running ?? `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: 'e2e',
  // Some tests train models; a busy machine takes its time.
  timeout: 900_000,
  expect: { timeout: 15_000 },
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: url,
    locale: 'en-US',
    // What is not there after this long will not come: a test fails with its reason instead of at its own end.
    actionTimeout: 30_000,
    launchOptions: await findBrowser(),
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  ...(running === undefined && {
    webServer: {
      command: `java -Dorg.bytedeco.javacpp.cachedir=${path.join(homedir(), '.javacpp', 'cache')} -jar ../backend/target/trellis.jar --trellis.home=${temporaryHome()} --server.port=${port}`,
      url: `${url}/actuator/health`,
      timeout: 120_000,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    },
  }),
});

function temporaryHome(): string {
  return (process.env.TRELLIS_E2E_HOME ??= mkdtempSync(path.join(tmpdir(), 'trellis-e2e-')));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
