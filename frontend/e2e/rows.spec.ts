import type { Page, Route } from '@playwright/test';
import { expect, test } from './support';
import { panel, seedSearch, trialTable } from './trials';

// Tests of user actions on a row while the list is reloaded. Responses are held until the test releases them, so that
// the test determines the order of events.

/** Holds requests whose address matches, until it is called. */
async function hold(page: Page, address: RegExp): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let open = false;
  await page.route(address, async (route) => {
    if (open) await route.continue();
    else held.push(route);
  });
  return async () => {
    await expect.poll(() => held.length).toBeGreaterThan(0);
    open = true;
    await Promise.all(held.map((route) => route.continue()));
  };
}

const rows = (page: Page) => page.getByRole('table').getByRole('row');
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true });

test.beforeAll(async ({ playwright }, { project }) => {
  const request = await playwright.request.newContext({ baseURL: project.use.baseURL ?? '' });
  for (const name of ['rows in motion b', 'rows in motion a', 'rows in motion c'])
    await seedSearch(request, name, 2);
  await request.dispose();
});

test('j before the sorted list has come is on its first row once it has', async ({ page }) => {
  await page.goto('/?search=rows in motion');
  await expect(rows(page).nth(1)).toContainText('rows in motion c');
  const release = await hold(page, /sort=name/);
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await page.keyboard.press('j');
  await expect(link(page, 'rows in motion c')).toBeFocused();
  await release();
  await expect(link(page, 'rows in motion a')).toBeFocused();
  await expect(rows(page).nth(1)).toHaveAttribute('data-cursor', 'true');
  await page.keyboard.press('j');
  await expect(link(page, 'rows in motion b')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'rows in motion b' })).toBeVisible();
});

test('the row that was chosen stays chosen when others come above it', async ({ page, request }) => {
  const prefix = `rows above ${Date.now()}`;
  await seedSearch(request, `${prefix} a`, 2);
  await page.clock.install();
  await page.goto(`/?search=${prefix}`);
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press('j');
  await expect(link(page, `${prefix} a`)).toBeFocused();
  await seedSearch(request, `${prefix} b`, 2);
  await page.clock.runFor(20_000);
  await expect(rows(page).nth(1)).toContainText(`${prefix} b`);
  await expect(link(page, `${prefix} a`)).toBeFocused();
  await expect(rows(page).nth(2)).toHaveAttribute('data-cursor', 'true');
  await page.keyboard.press('x');
  await expect(page.getByLabel(`Select ${prefix} a`)).toBeChecked();
});

test('a dialog in a row and the focus outlive the passing of time', async ({ page }) => {
  await page.clock.install();
  await page.goto('/datasets?search=moby');
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press('j');
  await expect(link(page, 'moby-dick')).toBeFocused();
  await page.clock.runFor(30_000);
  await expect(link(page, 'moby-dick')).toBeFocused();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.clock.runFor(30_000);
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('in the table of trials the cursor keeps its place in another order, and its trial in the same', async ({
  page,
  request,
}) => {
  const search = await seedSearch(request, 'rows of trials in motion', 6);
  await page.goto(`/experiments/${search.id}`);
  const table = trialTable(page);
  await table.scrollIntoViewIfNeeded();
  await expect(table.getByRole('row').nth(1)).toContainText('5');
  const release = await hold(page, /sort=number/);
  await table.getByRole('button', { name: 'Trial', exact: true }).click();
  await page.keyboard.press('j');
  await expect(table.getByRole('link', { name: '5', exact: true })).toBeFocused();
  await release();
  await expect(table.getByRole('link', { name: '0', exact: true })).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('1 selected');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/trials/${search.trials[0]}`);
  await expect(panel(page, 'Parameters')).toBeVisible();
});
