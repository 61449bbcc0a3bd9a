import type { Seeded } from './seed';
import { expect, test } from './support';
import { curves, panel, seedSearch, trialTable } from './trials';

// Against a real server: nothing here is answered by anything else.

let search: Seeded;

test.beforeAll(async ({ playwright }, { project }) => {
  const request = await playwright.request.newContext({ baseURL: project.use.baseURL ?? '' });
  search = await seedSearch(request, 'a search to look at', 60);
  await request.dispose();
});

test('the list filters in words, sorts, tells progress and best, and puts away what is archived', async ({
  page,
}) => {
  await page.goto('/?sort=name');
  await page.getByRole('searchbox', { name: 'Filter' }).fill(`id = ${search.id} and best < 2`);
  await expect(page).toHaveURL(/filter=/);
  const row = page.getByRole('row', { name: /a search to look at/ });
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(row.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '60');
  await expect(row.getByRole('img', { name: 'Best val loss from trial to trial' })).toBeVisible();
  await expect(row).toContainText('1.270');
  await page.getByRole('button', { name: 'Best', exact: true }).click();
  await expect(page).toHaveURL(/sort=best/);

  await page.getByLabel('Select a search to look at').check();
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await expect(page.getByText('No experiment matches')).toBeVisible();
  await page.getByRole('switch', { name: 'Archived' }).click();
  await page.getByLabel('Select a search to look at').check();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('No experiment matches')).toBeVisible();
});

test('curves of another metric, and seeds of the same parameters as a band', async ({ page }) => {
  await page.goto(`/experiments/${search.id}`);
  await expect(curves(page)).toBeVisible();
  await page.getByRole('button', { name: /^View/ }).click();
  await page.getByRole('switch', { name: /^Mean and spread/ }).click();
  await expect(page).toHaveURL(/bands=on/);
  await expect(page.getByRole('img', { name: /: 59 lines/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Metric' }).click();
  await page.getByRole('option', { name: 'epoch seconds' }).click();
  await expect(page.getByRole('img', { name: /^epoch seconds by epoch/ })).toBeVisible();
});

test('what mattered, slices, pairs, costs and times are drawn, and a cell keeps its trials alone', async ({
  page,
}) => {
  // So high that every panel is near.
  await page.setViewportSize({ width: 1280, height: 4_500 });
  await page.goto(`/experiments/${search.id}`);
  const taught = panel(page, 'Insights');
  await expect(taught.getByRole('listitem').first()).toContainText(/\w/);
  await expect(taught.getByRole('list', { name: 'Parameter importance' }).getByRole('listitem')).toHaveCount(
    3,
  );
  await expect(taught).toContainText(/learning rate\s*\d\.\d+ ± \d\.\d+/);

  const slices = panel(page, 'Slice plot');
  await expect(slices.getByRole('img')).toHaveCount(3);
  const costs = panel(page, 'Pareto front');
  await expect(costs.getByText(/^No other completed trial is better/)).toContainText('trial 59');
  const times = panel(page, 'Timeline');
  await expect(times.getByRole('img', { name: '60 trials on 1 worker over time' })).toBeVisible();
  await expect(times.getByRole('list')).toHaveText('Rung 1, after 2 epochs: 1 of 12 stopped');

  const pair = panel(page, 'Contour plot');
  await pair.getByRole('combobox', { name: 'X axis' }).click();
  await page.getByRole('option', { name: 'layers' }).click();
  await pair.getByRole('combobox', { name: 'Y axis' }).click();
  await page.getByRole('option', { name: 'hidden units' }).click();
  await pair.getByRole('button', { name: /^layers 2, hidden units 64/ }).click();
  await expect(page.getByRole('status').filter({ hasText: 'match' })).toHaveText('10 of 60 trials match');
});

test('the table filters on the server, tags in bulk, and is exported without formulas', async ({ page }) => {
  await page.goto(`/experiments/${search.id}`);
  await trialTable(page).scrollIntoViewIfNeeded();
  await page.getByLabel('Filter trials').fill('state = FAILED or stop_rule = asha');
  await expect(page.getByText('3 of 60 trials')).toBeVisible();
  await page.getByLabel('Select all visible trials').check();
  const selection = page.getByRole('region', { name: 'Selection' });
  await expect(selection).toContainText('3 selected');
  await selection.getByRole('button', { name: 'Tag' }).click();
  await page.getByRole('textbox', { name: 'Tags' }).fill('=1+1, <b>odd</b>');
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(trialTable(page).getByText('<b>odd</b>')).toHaveCount(3);
  await page.reload();
  await expect(page.getByLabel('Filter trials')).toHaveValue('state = FAILED or stop_rule = asha');

  await page.getByRole('button', { name: 'Export' }).click();
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Trials as CSV' }).click(),
  ]);
  const lines = (await text(csv)).trim().split('\n');
  expect(lines).toHaveLength(61);
  expect(lines.filter((line) => line.includes("'=1+1"))).toHaveLength(3);
  await page.getByRole('button', { name: 'Export' }).click();
  const [json] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Everything as JSON' }).click(),
  ]);
  expect(JSON.parse(await text(json))).toHaveLength(60);
});

test('trials that wait are cancelled together', async ({ page, request }) => {
  const submitted = await request.post('/api/v1/experiments', {
    data: `name: to be cancelled
dataset: moby-dick
method: random
max_trials: 3
parallel_trials: 3
max_tokens: 20000
metric: {name: val_loss}
early_stopping: {max_epochs: 100000, patience: 100000}
parameters: {learning_rate: {min: 0.001, max: 0.01}}`,
    headers: { 'Content-Type': 'application/yaml' },
  });
  const { id } = (await submitted.json()) as { id: number };
  await page.goto(`/experiments/${id}`);
  await trialTable(page).scrollIntoViewIfNeeded();
  await expect(page.getByLabel('Select trial 2')).toBeVisible();
  await page.getByLabel('Select all visible trials').check();
  const selection = page.getByRole('region', { name: 'Selection' });
  await selection.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Cancel these trials' }).click();
  await expect(trialTable(page).getByText('Cancelled', { exact: true })).toHaveCount(3, { timeout: 240_000 });
});

test('a trial keeps a note and tags, and tells what happened to it', async ({ page }) => {
  await page.goto(`/trials/${search.trials[7]}`);
  await page.getByLabel('Note', { exact: true }).fill('Try <i>this</i> with more layers');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Tags' }).fill('promising');
  await page.keyboard.press('Enter');
  await page.reload();
  await expect(page.getByLabel('Note', { exact: true })).toHaveValue('Try <i>this</i> with more layers');
  await expect(page.getByText('promising')).toBeVisible();
  await expect(panel(page, 'Events').getByRole('listitem').first()).toContainText('Completed');
  // A word of the log as it is stored has no place on the screen, nor has a link to the page one is on.
  await expect(panel(page, 'Events')).not.toContainText(/[A-Z]{3}/);
  await expect(panel(page, 'Events').getByRole('link')).toHaveCount(0);
});

test('trials of two experiments are compared at an address, and one is left out', async ({
  page,
  request,
}) => {
  const other = await seedSearch(request, 'another search', 6);
  await page.goto(`/compare?trials=${search.trials[59]},${other.trials[5]},${search.trials[0]}`);
  await expect(page.getByRole('row', { name: /^Experiment/ })).toContainText('another search');
  await expect(page.getByRole('row', { name: /^Last/ })).toContainText('−∞');
  await page.getByRole('button', { name: 'Remove Trial 0' }).click();
  await expect(page).toHaveURL(new RegExp(`trials=${search.trials[59]}(,|%2C)${other.trials[5]}$`));
  await expect(page.getByRole('img', { name: /2 lines/ })).toBeVisible();
});

test('a dataset shows its text, what it is made of, how it is split and who uses it', async ({ page }) => {
  await page.goto('/datasets/moby-dick');
  await expect(page.getByRole('region', { name: 'Beginning of the text' })).toContainText(/\w/);
  await expect(page.getByRole('list', { name: 'Most frequent words' })).toContainText('the');
  await expect(page.getByRole('list', { name: 'Length of lines' }).getByRole('listitem')).toHaveCount(7);
  await expect(panel(page, 'Split')).toContainText('Training 90 %');
  await expect(panel(page, 'Experiments').getByRole('row').nth(1)).toContainText(/search|cancelled/);
});

test.describe('what is not there', () => {
  test.use({ allowed: /status of 404/ });

  test('tells so, with a way to try again', async ({ page }) => {
    await page.goto('/experiments/999999');
    await expect(page.getByRole('alert')).toContainText('999999');
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: 'Experiment' })).toBeVisible();
    await expect(page).toHaveTitle('Experiment · Trellis');
  });

  test('an address that is none leads back to the dashboard; a program is told in JSON', async ({
    page,
    request,
  }) => {
    const answer = await page.goto('/experiment/1');
    expect(answer?.status()).toBe(404);
    await expect(page.getByText('Page not found')).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'Experiments' }).click();
    await expect(page.getByRole('heading', { name: 'Experiments' })).toBeVisible();
    const problem = await request.get('/experiment/1');
    expect([problem.status(), problem.headers()['content-type']]).toEqual([404, 'application/problem+json']);
  });
});

async function text(download: { createReadStream: () => Promise<NodeJS.ReadableStream> }): Promise<string> {
  let read = '';
  for await (const piece of await download.createReadStream()) read += String(piece);
  return read;
}
