import type { Route } from '@playwright/test';
import { expect, test } from './support';
import { panel, seedSearch } from './trials';

// Answers are held back or refused by the test, so that the order of events is its own.

test.use({ allowed: /status of 5|ERR_FAILED|Failed to load/ });

test('what is typed while a note is being saved is not lost', async ({ page, request }) => {
  const search = await seedSearch(request, 'notes while saving', 2);
  await page.goto(`/trials/${search.trials[1]}`);
  const notes = panel(page, 'Note and tags');
  const note = notes.getByLabel('Note', { exact: true });
  await note.click();
  await page.keyboard.press('ControlOrMeta+A');
  const first = `first ${Date.now()}`;
  await page.keyboard.type(first);
  let held: Route | undefined;
  await page.route('**/annotation', (route) => {
    held = route;
  });
  await notes.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => held !== undefined).toBe(true);
  await note.press('End');
  await page.keyboard.type(' and second');
  const saved = page.waitForResponse((response) => response.url().endsWith('/annotation'));
  await held?.continue();
  await saved;
  await expect(notes.getByRole('button', { name: 'Save' })).not.toHaveAttribute('data-loading');
  await expect(note).toHaveValue(`${first} and second`);
});

test('tags typed one after the other all stay, and outlive a fault of the server', async ({
  page,
  request,
}) => {
  const search = await seedSearch(request, 'tags while saving', 2);
  await page.goto(`/trials/${search.trials[1]}`);
  const notes = panel(page, 'Note and tags');
  await page.route('**/annotation', (route) => route.fulfill({ status: 500, body: '<h1>no</h1>' }));
  await notes.getByRole('combobox', { name: 'Tags' }).click();
  for (const tag of ['one', 'two']) {
    await page.keyboard.type(tag);
    await page.keyboard.press('Enter');
  }
  await expect(notes.getByRole('alert')).toBeVisible();
  await page.unroute('**/annotation');
  await notes.getByRole('button', { name: 'Try again' }).click();
  await expect(notes.getByRole('alert')).toHaveCount(0);
  await page.reload();
  await expect(notes).toContainText('one');
  await expect(notes).toContainText('two');
});

test('a page recovers by itself from answers that are broken', async ({ page, request }) => {
  const search = await seedSearch(request, 'broken answers', 2);
  const address = `**/api/v1/trials/${search.trials[1]}`;
  for (const broken of [
    { status: 500, body: '' },
    { status: 200, body: '' },
    { status: 200, contentType: 'text/html', body: '<h1>Hello</h1>' },
  ]) {
    await page.route(address, (route) => route.fulfill(broken));
    await page.goto(`/trials/${search.trials[1]}`);
    await expect(page.getByText('The server gave an answer that could not be read')).toBeVisible();
    await page.unroute(address);
    await expect(page.getByRole('heading', { name: 'Trial 1' })).toBeVisible();
  }
});
