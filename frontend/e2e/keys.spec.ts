import type { Locator, Page } from '@playwright/test';
import type { Seeded } from './seed';
import { editor, lines, typeSubmission } from './editor';
import { expect, test } from './support';
import { panel, seedSearch, trialTable as table } from './trials';

// All letters here are pressed on a keyboard, one by one: text that is inserted at once passes no shortcut.

/** Every shortcut of the pages, and words made of their letters. */
const LETTERS = 'jjkx n t ? / ge gd gw weighted next edge xeno';

// A submission or a filter that is half typed is not valid.
test.use({ allowed: /status of 4(00|22)/ });

let search: Seeded;

test.beforeAll(async ({ playwright }, { project }) => {
  const request = await playwright.request.newContext({ baseURL: project.use.baseURL ?? '' });
  search = await seedSearch(request, 'a search for keys', 30);
  await request.dispose();
});

test('a whole submission is typed letter by letter and stays as it was typed', async ({ page }) => {
  const text = `# next: wider, deeper networks (jkx)?
name: typed / by hand?
dataset: moby-dick
task: {type: language_model, unit: char}
method: random
metric: {name: val_loss, goal: minimize}
seed: 42
max_trials: 7
parallel_trials: 2
max_tokens: 20000
priority: 5   # x, k, j: next edge
budget:
  wall_clock: 30m
  per_trial: 5m
early_stopping: {max_epochs: 20, patience: 5}
parameters:
  learning_rate: {distribution: log_uniform_values, min: 0.001, max: 0.03}
  recurrent_dropout: {min: 0.0, max: 0.5}
  weight_decay: {values: [0.0, 0.0001]}
  embedding_size: {value: 32}
  gradient_clipping:
    values: [1, 5]
  hidden_units: {distribution: q_uniform, min: 32, max: 128, q: 32}
`;
  await page.goto('/new');
  const scheme = await page.locator('html').getAttribute('data-mantine-color-scheme');
  await typeSubmission(page, text);
  expect((await lines(page)).join('\n')).toBe(text);
  await expect(page).toHaveURL('/new');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme ?? '');
  await expect(page.getByText('Ready to start')).toBeVisible();
  await page.reload();
  expect((await lines(page)).join('\n')).toBe(text);
});

test('a suggestion is taken with Tab, or with Enter once it is chosen, and Enter alone makes a line', async ({
  page,
}) => {
  await page.goto('/new');
  await typeSubmission(page, 'name: some\n');
  const option = (name: string) => page.getByRole('option', { name, exact: true });
  await page.keyboard.type('meth');
  await expect(option('method')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.type('rand');
  await expect(option('random')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('see');
  await expect(option('seed')).toBeVisible();
  await page.keyboard.press('Enter');
  expect(await lines(page)).toEqual(['name: some', 'method: random', 'see', '']);
});

test('letters that are shortcuts can be typed into every field', async ({ page }) => {
  // So high that every panel is near.
  await page.setViewportSize({ width: 1280, height: 4_500 });
  await page.goto('/');
  await expectTyped(page, page.getByLabel('Search experiments'));
  await page.goto('/');
  const filter = page.getByRole('searchbox', { name: 'Filter' });
  await expectTyped(page, filter, 'name contains "next edge" or tags = "jkx/?"');
  await page.goto(`/experiments/${search.id}`);
  await table(page).scrollIntoViewIfNeeded();
  await expectTyped(page, page.getByLabel('Filter trials'), 'tags = "jkx/? next edge"');
  const notes = panel(page, 'Note and tags');
  await expectTyped(page, notes.getByLabel('Note', { exact: true }));
  await expectTyped(page, notes.getByRole('combobox', { name: 'Tags' }));
  await page.goto('/datasets');
  await page.getByRole('button', { name: 'Upload a text' }).click();
  await expectTyped(page, page.getByRole('dialog').getByLabel('Name'));
  await page.goto('/new');
  await expectTyped(page, page.getByRole('textbox', { name: 'name', exact: true }), 'next / edge? jkx wtd');
});

async function expectTyped(page: Page, field: Locator, text = LETTERS): Promise<void> {
  const { pathname } = new URL(page.url());
  await field.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
  await expect(field).toHaveValue(text);
  expect(new URL(page.url()).pathname).toBe(pathname);
}

test('after j Enter opens the row and presses no button that had the focus', async ({ page }) => {
  await page.goto('/?search=keys');
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await expect(page).toHaveURL('/?search=keys&sort=name');
  await page.keyboard.press('j');
  await expect(page.getByRole('row').nth(1).getByRole('link')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/experiments/${search.id}`);
  await page.goBack();
  await expect(page).toHaveURL('/?search=keys&sort=name');
});

test('Enter on a button presses it and opens no row', async ({ page }) => {
  await page.goto('/?search=keys');
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('j');
  await page.getByRole('button', { name: 'Name', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/?search=keys&sort=name');
});

test('x selects the row at the cursor, in the list and in the table of trials', async ({ page }) => {
  await page.goto('/?search=keys');
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('x');
  await expect(page.getByText('1 selected')).toHaveCount(0);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByLabel('Select a search for keys')).toBeChecked();
  await page.keyboard.press('x');
  await expect(page.getByLabel('Select a search for keys')).not.toBeChecked();

  await page.goto(`/experiments/${search.id}`);
  await table(page).scrollIntoViewIfNeeded();
  await expect(table(page).getByRole('row').nth(1)).toContainText('29');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('1 selected');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/trials/${search.trials[28]}`);
});

test('keys of the page rest while a dialog or a menu is open', async ({ page }) => {
  await page.goto(`/experiments/${search.id}`);
  const scheme = await page.locator('html').getAttribute('data-mantine-color-scheme');
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.type('ntgd');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.type('ntgd');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(`/experiments/${search.id}`);
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme ?? '');
  await page.keyboard.press('n');
  await expect(page).toHaveURL('/new');
});

test('a draft that was typed outlives the way to another page', async ({ page }) => {
  await page.goto('/new');
  await typeSubmission(page, 'name: went away\n');
  await page.getByRole('navigation').getByRole('link', { name: 'Datasets' }).click();
  await page.keyboard.press('n');
  await expect(editor(page)).toContainText('name: went away');
});
