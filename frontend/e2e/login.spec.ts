import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { answers, freePort, start, stop } from './server';
import { expect, expectAccessible, test } from './support';

// Against a real server that asks for a token.

const TOKEN = 'e2e+login/0123456789%20';

// Before the login, every request is refused.
test.use({ allowed: /status of 401/ });

let url: string;
let home: string;
let server: ChildProcess;

test.beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'trellis-login-'));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  server = start(home, port, { TRELLIS_ACCESS_TOKEN: TOKEN });
  await expect.poll(() => answers(url), { timeout: 240_000 }).toBe(true);
});

test.afterAll(async () => {
  await stop(server);
  rmSync(home, { recursive: true, force: true });
});

test('who has the token logs in, works, and logs out', async ({ page }) => {
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  await page.goto(`${url}/datasets`);
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Log out' })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByLabel('Token').first().fill('no such token at all');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByText('The token is wrong.')).toBeVisible();
  // Blanks, and characters that a header cannot carry.
  for (const wrong of ['  ', 'żółć 🙂 漢字']) {
    await page.getByLabel('Token').first().fill(wrong);
    const answer = page.waitForResponse((response) => response.url().endsWith('/api/v1/session'));
    await page.keyboard.press('Enter');
    expect((await answer).status()).toBe(401);
    await expect(page.getByText('The token is wrong.')).toBeVisible();
  }
  await page.getByLabel('Token').first().fill(` ${TOKEN}`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'moby-dick' })).toBeVisible();
  await expect(page).toHaveURL(`${url}/datasets`);
  // Addresses end up in histories and logs: none holds the token, written in any way.
  expect(addresses.filter((address) => decodeURIComponent(address).includes('e2e+login'))).toEqual([]);
  for (const narrow of [390, 360]) {
    await page.setViewportSize({ width: narrow, height: 800 });
    const name = await page.getByRole('link', { name: 'Trellis' }).boundingBox();
    const button = await page.getByRole('button', { name: 'Log out' }).boundingBox();
    expect(button?.y, `one row at ${narrow}`).toBeLessThan((name?.y ?? 0) + (name?.height ?? 0));
  }
  const width = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(width).toBe(0);

  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'moby-dick' })).toHaveCount(0);
  const refused = await page.request.get(`${url}/api/v1/datasets`);
  expect(refused.status()).toBe(401);
});

test('a session that ends in the middle loses nothing that was typed', async ({ page, context }) => {
  await page.goto(`${url}/?token=${encodeURIComponent(TOKEN)}`);
  await expect(page.getByRole('button', { name: 'Log out' })).toBeVisible();
  await page.getByRole('link', { name: 'Datasets' }).click();
  await page.getByRole('button', { name: 'Upload a text' }).first().click();
  await page.keyboard.press('Escape');
  await page.getByLabel('Search datasets').fill('moby');
  await expect(page.getByRole('row')).toHaveCount(2);
  await context.clearCookies();
  await page.evaluate(() => dispatchEvent(new Event('visibilitychange')));
  await expect(page.getByLabel('Token').first()).toBeVisible({ timeout: 60_000 });
  await page.getByLabel('Token').first().fill(TOKEN);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Search datasets')).toHaveValue('moby');
  await expect(page.getByRole('link', { name: 'moby-dick' })).toBeVisible();
});

test('a dialog waits for the login with what was typed, and keys meant for it are no shortcuts', async ({
  page,
  context,
}) => {
  await page.goto(`${url}/?token=${encodeURIComponent(TOKEN)}`);
  await page.getByRole('link', { name: 'Datasets' }).click();
  await page.getByRole('button', { name: 'Upload a text' }).first().click();
  const name = page.getByRole('dialog').getByLabel('Name');
  await name.fill('half typ');
  await context.clearCookies();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.type('ntgw');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(`${url}/datasets`);
  await expect(page.getByLabel('Token').first()).toHaveValue('ntgw');
  await page.getByLabel('Token').first().fill(TOKEN);
  await page.keyboard.press('Enter');
  await expect(name).toHaveValue('half typ');
});

test.describe('a server without a token', () => {
  test('offers no way out, for nobody came in', async ({ page }) => {
    const session = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/session'));
    await page.goto('/');
    expect(await (await session).json()).toEqual({ active: false });
    await expect(page.getByRole('link', { name: 'New experiment' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Log out' })).toHaveCount(0);
  });
});
