import type { APIRequestContext, Page } from '@playwright/test';
import { seed, type Seeded, type SeededTrial } from './seed';

export const HOSTILE = `<img src=x onerror=alert(1)> "quoted" عربي ${'very long '.repeat(15)}`.slice(0, 190);

const SPACE = `  learning_rate: {distribution: log_uniform_values, min: 0.001, max: 0.1}
  layers: {min: 1, max: 3}
  hidden_units: {values: [32, 64]}
`;

/** The search of that name; once, for a test that failed makes the others begin anew on the same server. */
export async function seedSearch(request: APIRequestContext, name: string, count: number): Promise<Seeded> {
  const known = (await items(request, '/api/v1/experiments')).find((one) => one.name === name);
  if (known) {
    const trials = await items(request, `/api/v1/experiments/${known.id}/trials?sort=number`);
    return { id: known.id, trials: trials.map((trial) => trial.id) };
  }
  return seed(request, {
    name,
    parameters: SPACE,
    trials: Array.from({ length: count }, (_, number) => someTrial(number)),
  });
}

async function items(request: APIRequestContext, address: string): Promise<{ id: number; name: string }[]> {
  const answer = await request.get(address, { params: { size: 200 } });
  return ((await answer.json()) as { items: { id: number; name: string }[] }).items;
}

/** The later the better, but the first (number 0) knows no finite value, the fourth fails and the fifth is pruned. */
function someTrial(number: number): SeededTrial {
  const parameters = {
    // The second and the eighth differ in their seed alone.
    learning_rate: 0.001 * 1.07 ** (number === 8 ? 2 : number),
    layers: 1 + (number % 3),
    hidden_units: number % 2 === 0 ? 32 : 64,
  };
  if (number === 0) return { parameters, state: 'FAILED', values: [NaN, Infinity, -Infinity] };
  if (number === 3) return { parameters, state: 'FAILED', values: [3, 2.9, NaN] };
  if (number === 4)
    return {
      parameters,
      state: 'PRUNED',
      values: [3.2, 3.1],
      reason: { rule: 'asha', threshold: 2.8, rank: { place: 9, of: 12, rung: 1 } },
    };
  return {
    parameters,
    state: 'COMPLETED',
    values: Array.from({ length: 12 }, (_, epoch) => 3 - number * 0.02 - epoch * 0.05),
  };
}

export const trialTable = (page: Page) => page.getByRole('region', { name: 'Trials', exact: true });
export const curves = (page: Page) => page.getByRole('img', { name: /^val loss by epoch/ });
export const panel = (page: Page, title: string) =>
  page.locator('section', { has: page.getByRole('heading', { level: 2, name: title, exact: true }) });

/** Returns the number of pixels by which the page is wider than its window. */
export const overhang = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
