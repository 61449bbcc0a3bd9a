import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';

test('a page tells that the server is away and goes on by itself when it is back', async ({ page }) => {
  const home = mkdtempSync(path.join(tmpdir(), 'trellis-restart-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let server = start(home, port);
  try {
    await expect.poll(() => answers(url), { timeout: 240_000 }).toBe(true);
    await page.goto(`${url}/workers`);
    await expect(page.getByRole('heading', { name: 'Workers' })).toBeVisible();
    await stop(server);
    const notices = page.getByText('The server does not answer');
    await expect(notices.first()).toBeVisible({ timeout: 60_000 });
    server = start(home, port);
    await expect.poll(() => answers(url), { timeout: 240_000 }).toBe(true);
    await expect(notices).toHaveCount(0, { timeout: 60_000 });
  } finally {
    await stop(server);
    rmSync(home, { recursive: true, force: true });
  }
});

function start(home: string, port: number): ChildProcess {
  const jar = path.resolve('../backend/target/trellis.jar');
  const options = [`--trellis.home=${home}`, `--server.port=${port}`, '--trellis.worker.mode=none'];
  return spawn('java', ['-XX:TieredStopAtLevel=1', '-jar', jar, ...options], { stdio: 'ignore' });
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/actuator/health`).catch(() => null);
  return answer?.ok === true;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
