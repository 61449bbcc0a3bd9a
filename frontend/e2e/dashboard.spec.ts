import type { Locator, Page } from '@playwright/test';
import type { Seeded } from './seed';
import { expect, expectAccessible, test } from './support';
import { curves, HOSTILE, overhang, panel, seedSearch, trialTable as table } from './trials';

// Against a real server: nothing here is answered by anything else.

declare global {
  interface Window {
    /** Plots that were made, and how much of the page moved, since it began to load. */
    came: { plots: number; moved: number };
  }
}

let search: Seeded;
let hostile: Seeded;

test.beforeAll(async ({ playwright }, { project }) => {
  const request = await playwright.request.newContext({ baseURL: project.use.baseURL ?? '' });
  search = await seedSearch(request, 'a seeded search', 60);
  hostile = await seedSearch(request, HOSTILE, 5);
  await request.dispose();
});

test('the list searches, keeps its settings over a reload, and compares what is selected', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'a seeded search' })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('seeded');
  await expect(page).toHaveURL(/search=seeded/);
  await expect(page.getByRole('link', { name: 'a seeded search' })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Search experiments')).toHaveValue('seeded');
  await expect(page.getByRole('row')).toHaveCount(2);

  await page.goto('/');
  await page.getByLabel('Select a seeded search').check();
  await page.getByRole('checkbox', { name: /^Select <img/ }).check();
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/compare\?experiments=/);
  await expect(page.getByRole('img', { name: /2 lines/ })).toBeVisible();
});

test('keys move over the rows, open one, and tell about themselves', async ({ page }) => {
  await page.goto('/?search=seeded');
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/experiments/${search.id}`);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page).toHaveURL('/datasets');
});

test('a brush on one axis holds in all panels, in the table and over a reload', async ({ page }) => {
  await page.goto(`/experiments/${search.id}`);
  await expect(curves(page)).toBeVisible();
  await page.getByRole('slider', { name: 'Selected on layers' }).press('ArrowDown');
  await expect(page).toHaveURL(/brush=/);
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('40 of 60 trials match');
  await expect(page.getByText('outside the selection')).toBeVisible();
  const passing = await page.getByRole('status').filter({ hasText: 'match' }).textContent();
  await page.reload();
  await expect(page.getByRole('status').filter({ hasText: 'match' })).toHaveText(passing ?? '');
  await page.getByRole('button', { name: 'Clear brush', exact: true }).click();
  await expect(page).not.toHaveURL(/brush=/);
});

test('curves are smoothed, put on logarithmic axes, on training time and on updates; the address holds it', async ({
  page,
}) => {
  await page.goto(`/experiments/${search.id}`);
  await expect(curves(page)).toBeVisible();
  await page.getByRole('button', { name: /^View/ }).click();
  const logAxis = page.getByRole('switch', { name: 'Log y' });
  await expect(logAxis).toBeInViewport();
  await logAxis.click();
  await expect(logAxis).toBeChecked();
  await page.getByText('Training time', { exact: true }).click();
  await expect(page).toHaveURL(/across=time.*scale=log|scale=log.*across=time/);
  await expect(page.getByRole('img', { name: /^val loss by training time/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('img', { name: /^val loss by training time/ })).toBeVisible();

  await page.getByRole('button', { name: /^View/ }).click();
  await page.getByRole('switch', { name: 'Log x' }).click();
  await page.getByText('Updates', { exact: true }).click();
  await expect(page).toHaveURL(/across=updates/);
  await page.keyboard.press('Escape');
  const byUpdates = page.getByRole('img', { name: /^val loss by weight updates.*: 60 lines of 692 points/ });
  await expect(byUpdates).toBeVisible();
  await page.reload();
  await pointAt(page, byUpdates);
  await expect(page.getByText(/^[\d,]+00 updates · \d/)).toBeVisible();
  await page.goto(`/trials/${search.trials[5]}`);
  await expect(panel(page, 'epoch seconds')).toBeVisible();
  await expect(panel(page, 'updates')).toHaveCount(0);
});

test('while the page of an experiment comes in nothing moves, and the curves are drawn once', async ({
  page,
}) => {
  await page.addInitScript(() => {
    window.came = { plots: 0, moved: 0 };
    new MutationObserver((changes) => {
      for (const node of changes.flatMap(({ addedNodes }) => Array.from<Node>(addedNodes)))
        if (node instanceof Element && node.classList.contains('uplot')) window.came.plots++;
    }).observe(document, { subtree: true, childList: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        window.came.moved += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`/experiments/${search.id}`);
  await expect(curves(page)).toBeVisible();
  await page.waitForLoadState('networkidle');
  const { plots, moved } = await page.evaluate(() => window.came);
  expect(plots).toBe(1);
  // Below 0.1 a page counts as steady.
  expect(moved).toBeLessThan(0.1);
});

test('a curve is pointed at and opened', async ({ page }) => {
  await page.goto(`/experiments/${search.id}`);
  const { x, y } = await pointAtCurve(page);
  await page.mouse.click(x, y);
  await expect(page).toHaveURL(/\/trials\/\d+/);
});

test('a chart that was pointed at fits into a window that has become narrower', async ({ page }) => {
  await page.goto(`/experiments/${search.id}`);
  await pointAtCurve(page);
  await page.setViewportSize({ width: 390, height: 800 });
  await expect.poll(() => overhang(page)).toBe(0);
});

async function pointAtCurve(page: Page): Promise<{ x: number; y: number }> {
  const place = await pointAt(page, curves(page));
  await expect(page.getByText(/epoch \d+ · \d/)).toBeVisible();
  return place;
}

async function pointAt(page: Page, chart: Locator): Promise<{ x: number; y: number }> {
  const box = await chart.boundingBox();
  if (!box) throw new Error('the chart has no place');
  const [x, y] = [box.x + box.width * 0.6, box.y + box.height * 0.5];
  await page.mouse.move(x, y, { steps: 5 });
  return { x, y };
}

test('the table sorts, hides and pins columns, and compares what is selected', async ({ page }) => {
  await page.goto(`/experiments/${search.id}`);
  await table(page).scrollIntoViewIfNeeded();
  await expect(table(page).getByRole('row').nth(1)).toContainText('59');
  await table(page).getByRole('button', { name: 'Trial', exact: true }).click();
  await expect(page).toHaveURL(/sort=number/);
  await expect(table(page).getByRole('row').nth(1)).toContainText('Failed');

  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByLabel('Show Last').click();
  await page.getByRole('button', { name: 'Pin State' }).click();
  await page.keyboard.press('Escape');
  await expect(table(page).getByRole('columnheader', { name: 'Last' })).toHaveCount(0);
  await page.reload();
  await table(page).scrollIntoViewIfNeeded();
  await expect(table(page).getByRole('columnheader', { name: 'Last' })).toHaveCount(0);

  await page.getByLabel('Select trial 5').check();
  await page.getByLabel('Select trial 6').check();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Compare' }).click();
  await expect(page).toHaveURL(`/compare?trials=${search.trials[5]},${search.trials[6]}`);
  await expect(page.getByRole('row', { name: /^layers/ })).toContainText('3');
  await expect(page.getByRole('img', { name: /2 lines/ })).toBeVisible();
});

test('a table that is wider than its room says so until its end is in sight', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 3_000 });
  await page.goto(`/experiments/${search.id}`);
  await table(page).scrollIntoViewIfNeeded();
  const frame = page.locator('[data-more]').filter({ has: table(page) });
  await expect(frame).toHaveCount(1);
  await table(page).evaluate((element) => element.scrollTo({ left: element.scrollWidth }));
  await expect(frame).toHaveCount(0);
});

test('who comes back to an experiment finds the place it was scrolled to', async ({ page }) => {
  await page.goto(`/experiments/${search.id}`);
  await expect(curves(page)).toBeVisible();
  const last = page.getByRole('heading', { name: 'Note and tags' });
  await expect(async () => {
    await page.mouse.wheel(0, 4_000);
    await expect(last).toBeInViewport({ timeout: 500 });
  }).toPass();
  await page.waitForLoadState('networkidle');
  const before = await page.evaluate(() => scrollY);
  await page.getByRole('navigation').getByRole('link', { name: 'Datasets' }).click();
  await expect(page.getByRole('heading', { name: 'Datasets' })).toBeVisible();
  await page.goBack();
  await expect(last).toBeInViewport();
  expect(Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(200);
});

test('a trial is set beside the best, tells why it ended, and marks where', async ({ page }) => {
  await page.goto(`/trials/${search.trials[4]}`);
  await expect(page.getByText(/^Stopped by asha after epoch 2: .* it was 9 of 12 at rung 1/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Best, trial 59' })).toBeVisible();
  await expect(page.getByRole('row', { name: /learning rate/ }).locator('mark')).toHaveText('0.001311');
  await expect(panel(page, 'loss').getByRole('listitem')).toHaveText(['best epoch', 'stopped']);
});

test('values that are not finite are shown as what they are and are never best', async ({ page }) => {
  await page.goto(`/trials/${search.trials[0]}`);
  await expect(page.getByText('−∞').first()).toBeVisible();
  await page.goto(`/experiments/${search.id}?sort=-best_value`);
  await expect(curves(page)).toBeVisible();
  await expect(page.getByRole('link', { name: 'trial 59' })).toBeVisible();
});

test('names with markup and of any direction stay text', async ({ page }) => {
  await page.goto(`/experiments/${hostile.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('<img src=x');
  await expect(page.locator('img[src=x]')).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 800 });
  await expect.poll(() => overhang(page)).toBe(0);
});

test('the form and the text of a submission stay in step', async ({ page }) => {
  await page.goto('/new');
  const editor = page.getByRole('textbox', { name: 'Submission, in YAML' });
  await expect(page.getByText('Ready to start')).toBeVisible();
  await page.getByLabel('max trials').fill('7');
  await expect(editor).toContainText('max_trials: 7');
  const dryRun = panel(page, 'Dry run');
  await expect(dryRun).toContainText(/Trials\s*7/);
  await expect(dryRun).toContainText(/Memory per trial\s*at most \d+(\.\d+)? MB/);
  await editor.click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText('pruner: {type: asha, min_epochs: 1, reduction_factor: 3}\n');
  await expect(dryRun.getByRole('list', { name: 'Rungs' })).toHaveText(
    '7 trials for 1 epoch, 2 of them for 3, 1 of them for 9, 1 of them for 20',
  );
  await page.getByRole('combobox', { name: 'Type of dropout' }).click();
  await page.getByRole('option', { name: 'Choices' }).click();
  await expect(editor).toContainText('dropout');
  await expect(editor).toContainText('# What may vary');
  await editor.click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('\nparallel');
  await expect(page.getByRole('option', { name: /parallel_trials/ })).toBeVisible();
});

test('an experiment is cloned and changed', async ({ page }) => {
  await page.goto(`/experiments/${search.id}`);
  await page.getByRole('link', { name: 'Clone' }).click();
  await expect(page.getByRole('textbox', { name: 'Submission, in YAML' })).toContainText('a seeded search');
});

test('two tabs see the same', async ({ page, context, request }) => {
  const passing = await seedSearch(request, 'to be deleted', 2);
  await page.goto('/?search=deleted');
  const other = await context.newPage();
  await other.goto(`/experiments/${passing.id}`);
  await other.getByRole('button', { name: 'Delete' }).click();
  await other.getByRole('button', { name: 'Delete the experiment' }).click();
  await expect(other).toHaveURL('/');
  await page.bringToFront();
  await page.evaluate(() => dispatchEvent(new Event('visibilitychange')));
  await expect(page.getByText('No experiment matches')).toBeVisible({ timeout: 20_000 });
});

test('no page is wider than a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  for (const address of pages()) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect.poll(() => overhang(page), { message: address }).toBe(0);
  }
});

const pages = () => [
  '/',
  `/experiments/${search.id}?brush=parameters.layers:1..2`,
  `/trials/${search.trials[4]}`,
  `/compare?trials=${search.trials[4]},${search.trials[5]}`,
  '/new',
  '/datasets',
  '/datasets/moby-dick',
  '/workers',
];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page passes WCAG AA in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    for (const address of pages()) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
    }
  });
}
