// Takes the pictures in docs/images: `node scripts/pictures.mjs URL`, with the address of a running server. It searches
// for a model of Moby-Dick's letters and for one that tells who said a sentence, unless the server has such searches, and
// looks at what came of them.

import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const base = process.argv[2];
const images = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const SEARCH = `name: Moby-Dick, letter by letter
dataset: moby-dick
task: {type: language_model, unit: char}
method: tpe
seed: 7
metric: {name: val_loss, goal: minimize}
max_trials: 12
parallel_trials: 2
max_tokens: 120000
early_stopping: {max_epochs: 12, patience: 4, min_delta: 0.001}
pruner: {type: asha, min_epochs: 2, reduction_factor: 2}
parameters:
  learning_rate: {distribution: log_uniform_values, min: 0.001, max: 0.05}
  minibatch_size: {values: [16, 32, 64]}
  hidden_units: {distribution: q_uniform, min: 32, max: 128, q: 32}
  layers: {min: 1, max: 2}
  dropout: {min: 0.0, max: 0.4, when: "layers > 1"}
`;
const CLASSIFIER = `name: Who said it?
dataset: who-said-it
task: {type: classification, unit: word, max_vocabulary: 5000}
method: grid
seed: 3
metric: {name: val_macro_f1}
early_stopping: {max_epochs: 6, patience: 3}
parameters:
  pooling: {values: [max, mean]}
  hidden_units: {value: 32}
  embedding_size: {value: 50}
  learning_rate: {values: [0.003, 0.01]}
`;

const search = await ended('Moby-Dick, letter by letter', SEARCH);
const classifier = await ended('Who said it?', CLASSIFIER);
const trials = (await get(`/experiments/${search.id}/trials?sort=best_value&size=2`)).items;
mkdirSync(images, { recursive: true });
const browser = await chromium.launch({
  executablePath: [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path)),
  args: ['--no-sandbox', '--disable-gpu'],
});
const pages = { experiments: '/', experiment: `/experiments/${search.id}`, trial: `/trials/${trials[1].id}` };
for (const [name, path] of Object.entries(pages))
  for (const scheme of ['light', 'dark']) {
    await take(`${name}-${scheme}`, path, scheme);
    await take(`${name}-phone-${scheme}`, path, scheme, { phone: true });
  }
await take('panels-dark', pages.experiment, 'dark', { to: 'Slice plot', height: 1440 });
await take('classifier-dark', `/trials/${classifier.best.trial_id}`, 'dark', {
  to: 'Confusion matrix',
});
await take('compare-light', `/compare?trials=${trials.map(({ id }) => id).join(',')}`, 'light');
await take('new-experiment-light', `/new?from=${search.id}`, 'light');
await take('dataset-dark', '/datasets/moby-dick', 'dark');
await take('workers-light', '/workers', 'light');
await browser.close();

/** The search of that name, submitted where there is none, once it is over. */
async function ended(name, submission) {
  const known = (await get(`/experiments?search=${encodeURIComponent(name)}`)).items.at(0);
  if (known === undefined && submission === CLASSIFIER) await uploadSentences();
  const { id } = known ?? (await post('/experiments', submission, { 'Content-Type': 'application/yaml' }));
  for (;;) {
    const experiment = await get(`/experiments/${id}`);
    if (experiment.finished_at !== null) return experiment;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

/** Sentences of the novel and of three times of presidents, from the texts that every server has. */
async function uploadSentences() {
  const addresses = (await text('/datasets/state-of-the-union/text')).split('\n');
  const sources = {
    'Moby-Dick': (await text('/datasets/moby-dick/text')).replaceAll('\n', ' '),
    '1945-1964': addresses.slice(0, 44).join(' '),
    '1965-1989': addresses.slice(44, 96).join(' '),
    '1990-2021': addresses.slice(96).join(' '),
  };
  const lines = Object.entries(sources).flatMap(([label, source]) => {
    const sentences = source.split(/(?<=[.!?])\s+/).filter(({ length }) => length > 40 && length < 220);
    const every = Math.floor(sentences.length / 450);
    return sentences.filter((_, place) => place % every === 0).map((sentence) => `${label} ${sentence}`);
  });
  const form = new FormData();
  form.append('name', 'who-said-it');
  form.append('format', 'lines');
  form.append('file', new Blob([lines.join('\n')]), 'who-said-it.txt');
  await post('/datasets', form);
}

async function take(name, path, colorScheme, { phone = false, to, height = 900 } = {}) {
  const viewport = phone ? { width: 390, height: 844 } : { width: 1440, height };
  const page = await browser.newPage({ viewport, colorScheme, locale: 'en-US' });
  await page.goto(base + path);
  await page.waitForLoadState('networkidle');
  if (to !== undefined) {
    // What is drawn only when it comes near is drawn first.
    await page.setViewportSize({ ...viewport, height: 5_000 });
    const panel = page.locator('section', { has: page.getByRole('heading', { name: to }) });
    await panel.waitFor();
    await page.waitForTimeout(1_500);
    await page.setViewportSize(viewport);
    await panel.evaluate((one) =>
      one.ownerDocument.defaultView.scrollBy(0, one.getBoundingClientRect().top - 76),
    );
  }
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: `${images}${name}.png` });
  await page.close();
}

async function get(path) {
  return JSON.parse(await text(path));
}

async function text(path) {
  return (await fetch(`${base}/api/v1${path}`)).text();
}

async function post(path, body, headers = {}) {
  const answer = await fetch(`${base}/api/v1${path}`, { method: 'POST', body, headers });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}
