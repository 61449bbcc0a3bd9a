import { expect, test, type Page } from '@playwright/test';
import { editor, lines, typeSubmission } from './editor';
import { panel } from './trials';

// Against a real server: nothing here is answered by anything else.

const DATASET = 'end-to-end';
/** Epochs that no machine gets through while a test runs: such a trial ends when it is cancelled, not before. */
const ENDLESS = 100_000;
/** Longer than the slowest machine needs for the training in the tests. */
const TRAINING = 240_000;
const submission = (name: string, epochs: number, method = 'random') => `name: ${name}
dataset: ${DATASET}
method: ${method}
seed: 7
reuse: false
metric: {name: val_loss, goal: minimize}
max_trials: 3
parallel_trials: 2
max_tokens: 20000
early_stopping: {max_epochs: ${epochs}, patience: ${epochs}, min_delta: 0.0001}
parameters:
  learning_rate: {distribution: log_uniform_values, min: 0.003, max: 0.03}
  hidden_units: {values: [16, 32]}
  minibatch_size: {value: 32}
`;

let complaints: string[];

test.beforeEach(({ page }) => {
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  // Includes violations of the content security policy.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('the server responded with a status of 422')) {
      complaints.push(message.text());
    }
  });
});

test.afterEach(() => expect(complaints).toEqual([]));

test('a search is typed, started, watched while it trains, and cancelled', async ({ page, request }) => {
  await uploadText(page);
  await page.getByRole('link', { name: 'New search' }).click();
  await expect(editor(page)).toContainText(`dataset: ${DATASET}`);
  await typeSubmission(page, submission('watched', ENDLESS));
  expect((await lines(page)).join('\n')).toBe(submission('watched', ENDLESS));
  await expect(page.getByText('Ready to start')).toBeVisible();
  await page.getByRole('button', { name: 'Start the search' }).click();

  await expect(page).toHaveURL(/\/experiments\/\d+/);
  const address = page.url();
  const id = address.split('/').at(-1) ?? '';
  try {
    await expect(page.getByRole('heading', { level: 1, name: 'watched' })).toBeVisible();
    const chart = page.getByRole('img', { name: /val loss by epoch/ });
    await expect(chart).toBeVisible({ timeout: TRAINING });
    const points = async () =>
      Number(/of (\d+) point/.exec((await chart.getAttribute('aria-label')) ?? '')?.[1]);
    const first = await points();
    await expect.poll(points, { timeout: TRAINING }).toBeGreaterThan(first);

    await page.goto('/workers');
    const worker = page.getByRole('region', { name: 'Workers' }).getByRole('row').nth(1);
    await expect(worker).toContainText('Alive');
    await expect(worker.getByRole('link', { name: /^Trial \d of watched$/ }).first()).toHaveAttribute(
      'href',
      /^\/trials\/\d+$/,
      { timeout: TRAINING },
    );
    await page.goto(address);
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel the experiment' }).click();
    await expect(header(page).getByText('Cancelled')).toBeVisible({ timeout: TRAINING });
  } finally {
    await request.post(`/api/v1/experiments/${id}/cancel`);
  }
});

test('a search that has ended shows its best trial, whose model is tried and trained again', async ({
  page,
  request,
}) => {
  await uploadText(page);
  const submitted = await request.post('/api/v1/experiments', {
    data: submission('end-to-end', 5),
    headers: { 'Content-Type': 'application/yaml' },
  });
  const { id } = (await submitted.json()) as { id: number };
  await page.goto(`/experiments/${id}`);
  await expect(header(page).getByText('Completed')).toBeVisible({ timeout: TRAINING });
  await expect(page.getByRole('region', { name: 'Trials' }).getByRole('row')).toHaveCount(1 + 3);
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
  const log = page.getByRole('list', { name: 'Lines of the log' });
  await expect(log.getByRole('listitem').first()).toContainText('takes it');
  await expect(log.getByRole('listitem').last()).toContainText('completed: max_epochs after epoch');
  await tryBeside(page);
  await trainAgain(page);
});

const header = (page: Page) =>
  page.locator('header').filter({ has: page.getByRole('heading', { level: 1 }) });

/** Two models go on with the same words. */
async function tryBeside(page: Page): Promise<void> {
  await page.getByLabel('Prompt').click();
  await page.keyboard.type('The gardener next edge ☃');
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  // A model of characters has no place for one that it never saw.
  await expect(page.getByRole('alert')).toContainText('☃', { timeout: TRAINING });
  await expect(page.getByLabel('Prompt')).toHaveValue('The gardener next edge ☃');
  await page.getByLabel('Prompt').fill('The gardener next edge');
  await page.getByLabel('Length').fill('40');
  await page.getByRole('combobox', { name: 'Compare with' }).click();
  await page
    .getByRole('option', { name: /^Trial \d/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  const texts = page.getByRole('region', { name: /^Text by trial/ });
  await expect(texts).toHaveCount(2);
  for (const text of await texts.all())
    await expect(text).toHaveText(/^The gardener next edge[^]{40}/, { timeout: TRAINING });
}

/** The same again, to the last bit. */
async function trainAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Rerun', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rerun', exact: true }).click();
  await expect(page.getByRole('link', { name: /^Identical/ })).toBeVisible({ timeout: TRAINING });
  await page.getByText('Attempt 1').click();
  await expect(panel(page, 'Provenance').getByRole('heading')).toContainText(['libraries']);
}

test('texts are classified: what is taken for what, and which words are near', async ({ page, request }) => {
  const answer = await request.post('/api/v1/datasets', {
    multipart: {
      name: 'moods',
      format: 'lines',
      file: { name: 'moods.txt', mimeType: 'text/plain', buffer: Buffer.from(moods()) },
    },
  });
  expect(answer.ok()).toBe(true);
  const submitted = await request.post('/api/v1/experiments', {
    data: `name: moods
dataset: moods
task: {type: classification, unit: word}
method: grid
metric: {name: val_accuracy}
early_stopping: {max_epochs: 3}
parameters: {hidden_units: {value: 16}, embedding_size: {value: 16}, learning_rate: {value: 0.02}}`,
    headers: { 'Content-Type': 'application/yaml' },
  });
  const { id } = (await submitted.json()) as { id: number };
  await page.goto(`/experiments/${id}`);
  await page.getByRole('link', { name: 'Open' }).click({ timeout: TRAINING });
  await expect(page).toHaveURL(/\/trials\/\d+/);
  const matrix = page.getByRole('region', { name: 'Confusion matrix' });
  await expect(matrix.getByRole('row')).toHaveCount(4, { timeout: TRAINING });
  await expect(matrix.getByRole('row').nth(1)).toContainText('glad');
  await page.getByLabel('Text', { exact: true }).fill('the child laughs and sings');
  await page.getByRole('button', { name: 'Classify' }).click();
  await expect(
    page
      .getByRole('list', { name: /^Labels by trial/ })
      .getByRole('listitem')
      .first(),
  ).toHaveText(/^glad\s*(\d\d|100) %$/, { timeout: TRAINING });
  const unknown = page.getByRole('list', { name: 'Tokens never seen in training' });
  await expect(unknown).toHaveCount(0);
  await page.getByLabel('Text', { exact: true }).fill('the zebra laughs in Zürich');
  await page.getByRole('button', { name: 'Classify' }).click();
  await expect(unknown.getByRole('listitem')).toHaveText(['zebra', 'in', 'Zürich'], { timeout: TRAINING });
  await expect(page.getByText('3 tokens never seen in training:')).toBeVisible();
  await page.getByLabel('Word', { exact: true }).fill('laughs');
  await page.getByRole('button', { name: 'Find' }).click();
  await expect(page.getByRole('list', { name: 'Words nearest to laughs' }).getByRole('listitem')).toHaveCount(
    15,
  );

  const letters = await request.post('/api/v1/experiments', {
    data: `name: letters
dataset: moby-dick
method: grid
max_tokens: 3000
metric: {name: val_loss}
early_stopping: {max_epochs: 1}
parameters: {hidden_units: {value: 16}, embedding_size: {value: 16}}`,
    headers: { 'Content-Type': 'application/yaml' },
  });
  const other = (await letters.json()) as { id: number };
  await page.goto(`/compare?experiments=${id},${other.id}`);
  // Keys of the other family only.
  await expect(
    page
      .getByRole('row', { name: /^pooling/ })
      .getByRole('cell')
      .last(),
  ).toHaveText('–');
});

function moods(): string {
  const glad = ['laughs', 'sings', 'dances', 'smiles', 'plays'];
  const sad = ['weeps', 'sighs', 'mourns', 'frowns', 'waits'];
  const who = ['she', 'he', 'the child', 'my aunt', 'everybody'];
  return Array.from({ length: 240 }, (_, n) => {
    const [label, verbs] = n % 2 === 0 ? ['glad', glad] : ['sad', sad];
    return `${label} ${who[n % 5] ?? ''} ${verbs[(n * 3) % 5] ?? ''} and ${verbs[(n * 7 + 1) % 5] ?? ''}`;
  }).join('\n');
}

test('charts are drawn where the system has no proper locale', async ({ page, request }) => {
  await page.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'language', { get: () => 'en-US@posix' }),
  );
  const answer = await request.get('/api/v1/experiments', { params: { search: DATASET } });
  const { items } = (await answer.json()) as { items: { id: number; name: string }[] };
  const experiment = items.find(({ name }) => name === 'end-to-end');
  await page.goto(`/experiments/${experiment?.id ?? 0}`);
  await expect(page.getByRole('img', { name: /val loss by epoch.*: 3 lines/ })).toBeVisible();
});

test('a mistake is shown at its line and the text outlives the page', async ({ page }) => {
  await uploadText(page);
  await page.goto('/new');
  await write(page, submission('mistaken', 5, 'rundom'));
  await expect(page.getByText('Errors', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Line 3 / })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start the search' })).toBeDisabled();

  await page.reload();
  await expect(editor(page)).toContainText('method: rundom');
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(editor(page)).not.toContainText('rundom');
});

/** The same text at each call, so that the server answers with the dataset it has. */
async function uploadText(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Datasets' }).click();
  await page.getByRole('button', { name: 'Upload a text' }).first().click();
  const buffer = Buffer.from(someText());
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: `${DATASET}.txt`, mimeType: 'text/plain', buffer });
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page).toHaveURL(`/datasets/${DATASET}`);
  await expect(page.getByRole('heading', { level: 1, name: DATASET })).toBeVisible();
}

/** Some 60 kB of sentences, all different and always the same. */
function someText(): string {
  const who = ['The gardener', 'A sailor', 'My sister', 'The old clock', 'Nobody', 'The wind', 'A fox'];
  const what = [
    'waits for',
    'remembers',
    'carries',
    'paints',
    'forgets',
    'looks for',
    'sings about',
    'follows',
    'counts',
  ];
  const whom = [
    'the roses',
    'a letter',
    'the harbour',
    'seven lamps',
    'the long winter',
    'an open door',
    'bread',
    'snow',
  ];
  const sentence = (n: number) =>
    `${who[n % 7] ?? ''} ${what[n % 9] ?? ''} ${whom[n % 8] ?? ''} on day ${n}.`;
  return Array.from({ length: 1_300 }, (_, n) => sentence(n)).join('\n');
}

async function write(page: Page, text: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}
