import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { answers, freePort, start, stop } from './server';

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
