import { expect, test, type Page } from '@playwright/test';

// Against a real server: nothing here is answered by anything else.

const submission = (dataset: string, method = 'random') => `name: end-to-end
dataset: ${dataset}
method: ${method}
seed: 7
max_trials: 4
parallel_trials: 2
max_tokens: 40000
early_stopping: {max_epochs: 6, patience: 6, min_delta: 0.0001}
parameters:
  learning_rate: {distribution: log_uniform_values, min: 0.003, max: 0.03}
  hidden_units: {values: [16, 32]}
  minibatch_size: {value: 32}
`;

let complaints: string[];

test.beforeEach(({ page }) => {
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  // Includes what the content security policy refused.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('the server responded with a status of 422')) {
      complaints.push(message.text());
    }
  });
});

test.afterEach(() => expect(complaints).toEqual([]));

test('a search is written, started, watched and its best trial opened', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'New experiment' }).click();
  await write(page, submission(await chosenDataset(page)));
  await expect(page.getByText('Ready to start')).toBeVisible();
  await page.getByRole('button', { name: 'Start the search' }).click();

  await expect(page).toHaveURL(/\/experiments\/\d+/);
  await expect(page.getByRole('heading', { level: 1, name: 'end-to-end' })).toBeVisible();
  const chart = page.getByRole('img', { name: /val loss by epoch/ });
  await expect(chart).toBeVisible({ timeout: 120_000 });
  const points = async () =>
    Number(/of (\d+) point/.exec((await chart.getAttribute('aria-label')) ?? '')?.[1]);
  const first = await points();
  await expect.poll(points, { timeout: 120_000 }).toBeGreaterThan(first);

  const header = page.locator('header').filter({ has: page.getByRole('heading', { level: 1 }) });
  await expect(header.getByText('Completed')).toBeVisible({ timeout: 240_000 });
  await expect(page.getByRole('region', { name: 'Trials' }).getByRole('row')).toHaveCount(1 + 4);
  const bestPanel = page.locator('section', { has: page.getByRole('heading', { name: 'Best trial' }) });
  await expect(bestPanel.getByRole('region', { name: 'generated text' })).toHaveText(/\S/);
  await bestPanel.getByRole('link', { name: 'Open' }).click();

  await expect(page).toHaveURL(/\/trials\/\d+/);
  await expect(page.getByRole('region', { name: 'generated text' })).toHaveText(/\S/);
  await expect(page.getByText('test loss')).toBeVisible();
  await expect(page.getByRole('img', { name: /^loss by epoch.*2 lines of/ })).toBeVisible();
  const [model] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Model' }).click(),
  ]);
  expect(await model.failure()).toBeNull();
});

test('a mistake is shown at its line and the text outlives the page', async ({ page }) => {
  await page.goto('/new');
  await write(page, submission(await chosenDataset(page), 'rundom'));
  await expect(page.getByText('Needs mending')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Line 3 / })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start the search' })).toBeDisabled();

  await page.reload();
  await expect(editor(page)).toContainText('method: rundom');
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(editor(page)).not.toContainText('rundom');
});

function editor(page: Page) {
  return page.getByRole('textbox', { name: 'Submission, in YAML' });
}

async function chosenDataset(page: Page): Promise<string> {
  const field = page.getByLabel('Dataset').first();
  await expect(field).not.toHaveValue('');
  return field.inputValue();
}

async function write(page: Page, text: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}
