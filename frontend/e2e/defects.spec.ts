import type { Page } from '@playwright/test';
import { seed, type Seeded } from './seed';
import { expect, test } from './support';
import { curves, panel, seedSearch, trialTable as table } from './trials';

// Against a real server: nothing here is answered by anything else. A slow server is this one behind a wait.

test.use({ allowed: /status of 422/ });

let search: Seeded;

test.beforeAll(async ({ playwright }, { project }) => {
  const request = await playwright.request.newContext({ baseURL: project.use.baseURL ?? '' });
  search = await seedSearch(request, 'a search with defects', 40);
  await request.dispose();
});

test('a drag over dots draws a range wherever it begins and ends, and a click on a dot opens its trial', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 4_500 });
  await page.goto(`/experiments/${search.id}`);
  const slice = panel(page, 'Slice plot').getByRole('img', { name: /over learning rate/ });
  const [first, last] = await dots(page, slice);
  await drag(page, first, last);
  await expect(page).toHaveURL(/brush=parameters\.learning_rate/);
  await expect(page).toHaveURL(new RegExp(`/experiments/${search.id}`));
  // The panels above may have grown with the brush.
  const [, dot] = await dots(page, slice);
  await page.mouse.click(dot.x, dot.y);
  await expect(page).toHaveURL(/\/trials\/\d+/);
});

test('a drag over curves, lines or bars does not leave the page', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 4_500 });
  await page.goto(`/experiments/${search.id}`);
  const box = await curves(page).boundingBox();
  if (!box) throw new Error('the chart has no place');
  const at = { x: box.x + box.width * 0.6, y: box.y + box.height * 0.5 };
  await drag(page, { x: at.x - 150, y: at.y }, at);
  await expect(page.getByText(/epoch \d+ · \d/)).toBeVisible();
  await expect(page).toHaveURL(`/experiments/${search.id}`);
  await page.mouse.click(at.x, at.y);
  await expect(page).toHaveURL(/\/trials\/\d+/);
});

/** The places of the leftmost and the rightmost dot that the pointer means. */
async function dots(page: Page, plot: ReturnType<Page['locator']>): Promise<[Spot, Spot]> {
  await expect(plot).toBeVisible();
  const box = await plot.boundingBox();
  if (!box) throw new Error('the plot has no place');
  const found: Spot[] = [];
  for (let x = box.x + 40; x < box.x + box.width; x += 6)
    for (let y = box.y + 6; y < box.y + box.height - 40; y += 12) {
      await page.mouse.move(x, y);
      if (await plot.evaluate((element) => element.hasAttribute('data-pointing'))) {
        found.push({ x, y });
        break;
      }
    }
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last || last.x - first.x < 60) throw new Error(`only ${found.length} dots were found`);
  return [first, last];
}

interface Spot {
  x: number;
  y: number;
}

async function drag(page: Page, from: Spot, to: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

test('a filter’s mistake is told once, in the words and places of what was typed', async ({
  page,
  request,
}) => {
  const stored = await seedSearch(request, 'an archived search', 1);
  await request.patch(`/api/v1/experiments/${stored.id}/annotation`, { data: { archived: true } });
  for (const address of ['/', '/?archived=on']) {
    await page.goto(address);
    await expect(page.getByRole('row').nth(1)).toBeVisible();
    const filter = page.getByRole('searchbox', { name: 'Filter' });
    const rows = await page.getByRole('row').count();
    await filter.fill('best <');
    const mistake = page.getByText(/position \d+/);
    await expect(mistake).toHaveText('filter, position 7: expected a number, got the end.');
    await expect(filter).toHaveAccessibleDescription(/position 7/);
    await expect(page.getByText('Trace id')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
    await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0);
    await expect(page.getByRole('row')).toHaveCount(rows);
    // Two halves that only the page's own parentheses would make whole.
    await filter.fill('best < 1) or (best > 2');
    await expect(mistake).toContainText("')'");
    await filter.fill('best < 1000');
    await expect(mistake).toHaveCount(0);
  }
});

test('a filter’s mistake beside a brush is that of what was typed', async ({ page }) => {
  await page.goto(`/experiments/${search.id}?brush=parameters.layers:1..2`);
  await table(page).scrollIntoViewIfNeeded();
  await expect(table(page).getByRole('row').nth(1)).toContainText('Completed');
  await page.getByLabel('Filter trials').fill('best_value <');
  await expect(page.getByText(/position \d+/)).toHaveText(
    'filter, position 13: expected a number, got the end.',
  );
  await expect(table(page).getByRole('row').nth(1)).toContainText('Completed');
  await expect(page.getByLabel('Filter trials')).toHaveValue('best_value <');
});

test('failed trials are told in the list, at the top of the experiment and where it is compared', async ({
  page,
}) => {
  const badge = 'Completed, 2 of 40 failed';
  await page.goto('/?search=defects');
  await expect(page.getByRole('row', { name: /a search with defects/ })).toContainText(badge);
  await page.goto(`/experiments/${search.id}`);
  await expect(page.locator('header').getByText(badge)).toBeVisible();
  await page.goto(`/compare?experiments=${search.id}`);
  await expect(page.getByRole('row', { name: /^State/ })).toContainText(badge);
});

test('a past event does not move', async ({ page, request }) => {
  const submitted = await request.post('/api/v1/experiments', {
    data: `name: a search that ran
dataset: moby-dick
method: grid
max_tokens: 3000
metric: {name: val_loss}
early_stopping: {max_epochs: 1}
parameters: {hidden_units: {value: 8}, embedding_size: {value: 8}, minibatch_size: {value: 8}}`,
    headers: { 'Content-Type': 'application/yaml' },
  });
  const { id } = (await submitted.json()) as { id: number };
  await page.setViewportSize({ width: 1280, height: 4_500 });
  await page.goto(`/experiments/${id}`);
  await expect(page.locator('header').getByText('Completed')).toBeVisible({ timeout: 240_000 });
  const events = panel(page, 'Events');
  await expect(events.getByText('Running').first()).toBeVisible();
  const moving = await events.evaluate((element) => element.getAnimations({ subtree: true }).length);
  expect(moving).toBe(0);
});

test('every page says that it waits for a slow server, before any answer', async ({ page }) => {
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/v1/**', async (route) => {
    await answered;
    await route.continue().catch(() => undefined);
  });
  for (const address of [
    '/',
    `/experiments/${search.id}`,
    `/trials/${search.trials[5]}`,
    `/compare?trials=${search.trials[5]},${search.trials[6]}`,
    `/compare?experiments=${search.id}`,
    '/new',
    '/new?dataset=moby-dick',
    `/new?from=${search.id}`,
    '/datasets',
    '/datasets/moby-dick',
    '/workers',
  ]) {
    await page.goto(address, { waitUntil: 'commit' });
    await expect(page.getByRole('main').getByRole('heading', { level: 1 }), address).toBeVisible();
    await expect(
      page.getByRole('main').locator('[role=status], .mantine-Skeleton-root').first(),
      address,
    ).toBeVisible();
    await expect(page.getByText(/^No /), address).toHaveCount(0);
  }
  answer();
  await page.goto(`/experiments/${search.id}`);
  await expect(curves(page)).toBeVisible();
  await expect(page.getByText('Loading…')).toHaveCount(0);
});

test('a draft is valid for the dataset it is made for', async ({ page, request }) => {
  const kinds = {
    labeled: { format: 'csv', text: `label,text\n${'a,some good words\nb,other bad words\n'.repeat(40)}` },
    '1e5': { format: 'text', text: 'The quick brown fox jumps over the lazy dog. '.repeat(400) },
    null: { format: 'text', text: 'A short text of few words, again and again. '.repeat(20) },
  };
  for (const [name, { format, text }] of Object.entries(kinds)) {
    const answer = await request.post('/api/v1/datasets', {
      multipart: {
        name,
        format,
        file: { name: `${name}.txt`, mimeType: 'text/plain', buffer: Buffer.from(text) },
      },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    await page.goto(`/datasets/${name}`);
    await page.getByRole('link', { name: 'New search' }).click();
    await expect(page.getByText('Ready to start'), name).toBeVisible();
  }
  await page.goto('/new');
  await expect(page.getByText('Ready to start')).toBeVisible();
});

test('an experiment that failed before any epoch does not wait for points', async ({ page, request }) => {
  const failed = await seed(request, {
    name: 'a search that failed',
    parameters: '  layers: {min: 1, max: 2}',
    trials: [{ parameters: { layers: 1 }, state: 'FAILED', values: [] }],
  });
  await page.goto(`/experiments/${failed.id}`);
  await expect(panel(page, 'Curves')).toContainText(
    'The experiment ended before any trial completed an epoch.',
  );
});

test('curves that no axis can show are counted, not left blank', async ({ page, request }) => {
  const parameters = '  layers: {min: 1, max: 3}';
  const trial = (layers: number, values: number[]) => ({
    parameters: { layers },
    state: 'COMPLETED' as const,
    values,
  });
  const infinite = await seed(request, {
    name: 'no finite value',
    parameters,
    trials: [trial(1, [NaN, Infinity]), trial(2, [-Infinity])],
  });
  await page.goto(`/experiments/${infinite.id}`);
  await expect(panel(page, 'Curves')).toContainText('2 curves have no finite value.');
  await expect(panel(page, 'Best trial')).not.toContainText('yet');

  const negative = await seed(request, {
    name: 'zero and less',
    parameters,
    trials: [trial(1, [-1, -2]), trial(2, [0, 0]), trial(3, [3, 2])],
  });
  await page.goto(`/experiments/${negative.id}?scale=log`);
  await expect(panel(page, 'Curves')).toContainText(
    '2 curves have no value above 0, which a log scale requires.',
  );
  await expect(curves(page)).toBeVisible();
  await page.goto(`/experiments/${negative.id}`);
  await expect(curves(page)).toBeVisible();
  await expect(panel(page, 'Curves')).not.toContainText('no value');
});

test('the list of experiments fits a laptop, also where searches have failed', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 800 });
  await page.goto('/');
  const region = page.getByRole('region', { name: 'Experiments' });
  await expect(region.getByRole('row', { name: /a search with defects/ })).toContainText('2 of 40 failed');
  await expect.poll(() => region.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
});

test('the address of the list without a number is the list', async ({ page }) => {
  const answer = await page.goto('/experiments?search=defects');
  expect(answer?.status()).toBe(200);
  await expect(page).toHaveURL('/?search=defects');
  await expect(page.getByRole('row', { name: /a search with defects/ })).toBeVisible();
});
