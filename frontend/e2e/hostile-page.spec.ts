import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { answers, freePort, start, stop } from './server';

const TOKEN = 'e2e-0123456789-abcdef';
const SUBMISSION = `name: stolen
dataset: target
metric: {name: val_loss}
method: grid
parameters: {hidden_units: {values: [8]}}
`;

for (const token of [undefined, TOKEN]) {
  const login = token === undefined ? 'without a token' : 'with a login';
  test(`a page of another port of this host changes and reads nothing, ${login}`, async ({ page }) => {
    const home = mkdtempSync(path.join(tmpdir(), 'trellis-hostile-'));
    const port = await freePort();
    const target = `http://127.0.0.1:${port}`;
    const server = start(home, port, token === undefined ? {} : { TRELLIS_ACCESS_TOKEN: token });
    const hostile = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html').end('<title>hostile</title>');
    });
    try {
      await expect.poll(() => answers(target), { timeout: 240_000 }).toBe(true);
      const api = client(target, token);
      const experiment = await api.prepare();
      if (token !== undefined) {
        await page.goto(`${target}/?token=${token}`);
        await expect(page).toHaveURL(`${target}/`);
        await expect(page.getByRole('link', { name: 'prepared' })).toBeVisible();
      }
      await new Promise<void>((resolve) => hostile.listen(0, '127.0.0.1', resolve));

      await page.goto(`http://127.0.0.1:${(hostile.address() as AddressInfo).port}/`);
      const before = await api.state(experiment);
      const sent = await attack(page, target, experiment);

      expect(await api.state(experiment)).toEqual(before);
      expect(sent.requests).toBeGreaterThanOrEqual(14);
      expect(new Set(sent.statuses)).toEqual(new Set([403]));
      expect(await reads(page, target)).toEqual([]);
    } finally {
      hostile.close();
      await stop(server);
      rmSync(home, { recursive: true, force: true });
    }
  });
}

/** HTTP client beside the browser, which reads the state of the server. */
function client(target: string, token: string | undefined) {
  const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const call = async (address: string, init: RequestInit = {}): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${target}/api/v1${address}`, {
      ...init,
      headers: { ...headers, ...(init.headers as Record<string, string> | undefined) },
    });
    expect(answer.ok, `${address}: ${answer.status}`).toBe(true);
    return (await answer.json()) as Record<string, unknown>;
  };
  return {
    async prepare(): Promise<number> {
      const form = new FormData();
      form.set('file', new Blob(['a text with some words in it\n'.repeat(200)]), 'target.txt');
      await call('/datasets', { method: 'POST', body: form });
      const type = { 'Content-Type': 'application/yaml' };
      const body = SUBMISSION.replace('stolen', 'prepared');
      return (await call('/experiments', { method: 'POST', headers: type, body })).id as number;
    },
    async state(experiment: number): Promise<unknown> {
      const experiments = (await call('/experiments')).total;
      const datasets = ((await call('/datasets?size=200')).items as { name: string }[]).map(
        ({ name }) => name,
      );
      return { experiments, datasets, state: (await call(`/experiments/${experiment}`)).state };
    },
  };
}

/**
 * Sends all that a page can send without asking first, and returns how many requests left the browser. Of answers it
 * keeps from the page, the browser tells no status.
 */
async function attack(page: Page, target: string, experiment: number) {
  const sent = { requests: 0, statuses: [] as number[] };
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.requests++;
  });
  page.on('response', (response) => {
    if (response.request().method() === 'POST') sent.statuses.push(response.status());
  });
  await page.evaluate(
    async ({ target, experiment, submission }) => {
      const api = `${target}/api/v1`;
      const file = () => {
        const form = new FormData();
        form.set('file', new Blob(['stolen '.repeat(50)]), 'stolen.txt');
        return form;
      };
      const send = (address: string, init: RequestInit) =>
        fetch(api + address, { method: 'POST', mode: 'no-cors', credentials: 'include', ...init }).catch(
          () => null,
        );
      for (const referrerPolicy of ['unsafe-url', 'no-referrer'] as const) {
        await send('/experiments', { body: submission, referrerPolicy });
        await send('/experiments', { body: new Blob([submission]), referrerPolicy });
        await send('/datasets', { body: file(), referrerPolicy });
        for (const verb of ['pause', 'cancel', 'rerun']) {
          await send(`/experiments/${experiment}/${verb}`, { referrerPolicy });
        }
        await new Promise((resolve) => {
          const policy = document.createElement('meta');
          policy.name = 'referrer';
          policy.content = referrerPolicy;
          document.head.append(policy);
          const frame = document.createElement('iframe');
          frame.name = `frame-${referrerPolicy}`;
          const form = document.createElement('form');
          Object.assign(form, { method: 'post', enctype: 'text/plain', target: frame.name });
          form.action = `${api}/experiments/${experiment}/pause`;
          document.body.append(frame, form);
          frame.addEventListener('load', resolve);
          form.submit();
        });
      }
      navigator.sendBeacon(`${api}/experiments`, submission);
      await new Promise((resolve) => setTimeout(resolve, 500));
    },
    { target, experiment, submission: SUBMISSION },
  );
  return sent;
}

/** Tries to read in ways that a page has, and returns those that told it something. */
function reads(page: Page, target: string): Promise<string[]> {
  return page.evaluate(async (target) => {
    const told: string[] = [];
    const address = `${target}/api/v1/experiments`;
    await fetch(address, { credentials: 'include' }).then(
      () => told.push('fetch'),
      () => undefined,
    );
    for (const name of ['script', 'img'] as const) {
      await new Promise<void>((resolve) => {
        const element = document.createElement(name);
        element.addEventListener('load', () => {
          told.push(name);
          resolve();
        });
        element.addEventListener('error', () => resolve());
        element.src = address;
        document.body.append(element);
      });
    }
    return told;
  }, target);
}
