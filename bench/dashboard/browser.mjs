// Measures the dashboard in Chromium: `node browser.mjs URL IDS SECONDS`. IDS is a JSON object with the keys "many",
// "curves", "live" and "trial"; SECONDS is the duration for which the page with live updates stays open. Appends figures
// to the file $FIGURES. Playwright comes from the packages of the dashboard, Lighthouse from the packages of this folder.

import { appendFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { once } from 'node:events';
import lighthouse, { desktopConfig } from 'lighthouse';

const dashboard = createRequire(new URL('../../frontend/package.json', import.meta.url));
const { chromium } = dashboard('@playwright/test');
const [base, idsText, seconds] = process.argv.slice(2);
const ids = JSON.parse(idsText);

const port = await freePort();
const browser = await chromium.launch({
  executablePath: await browserPath(),
  args: ['--no-sandbox', '--disable-gpu', '--js-flags=--expose-gc', `--remote-debugging-port=${port}`],
});
try {
  await firstLook();
  await pointing();
  await manyTrials();
  await liveUpdates(Number(seconds));
  await scores();
} finally {
  await browser.close();
}

/** Median of three page loads: time until the figures of the experiment are painted, and until all curves are drawn. */
async function firstLook() {
  const looks = [];
  for (let look = 0; look < 3; look++) {
    const page = await newPage();
    await watch(page, {
      meaningful: 'h1 ~ *, header + section dl dd',
      curves: '[role=img][aria-label*=": 1,000 lines of 100,000 points"]',
    });
    await page.goto(`${base}/experiments/${ids.curves}`);
    looks.push(await seen(page, ['meaningful', 'curves']));
    await page.context().close();
  }
  figure('1,000 trials: first meaningful paint, ms', '< 1000', median(looks.map((one) => one.meaningful)));
  figure('1,000 trials: all curves drawn, ms', '< 2000', median(looks.map((one) => one.curves)));
}

/** Frames per second while the pointer moves over the curves, and while it brushes an axis. */
async function pointing() {
  const page = await newPage();
  await page.goto(`${base}/experiments/${ids.curves}`);
  const chart = page.locator('[role=img][aria-label*="1,000 lines"]');
  await chart.waitFor();
  await page.waitForLoadState('networkidle');
  const over = await chart.boundingBox();
  figure('1,000 trials: hover, frames a second', '>= 30', await framesWhile(page, () => sweep(page, over, 90)));
  const axis = page.getByRole('slider', { name: 'Let through on learning rate' });
  await axis.scrollIntoViewIfNeeded();
  const along = await axis.boundingBox();
  const x = along.x + along.width / 2;
  await page.mouse.move(x, along.y + 8);
  await page.mouse.down();
  const brushing = async () => {
    for (let step = 0; step < 60; step++) {
      const share = Math.abs(1 - ((2 * step) / 60) % 2);
      await page.mouse.move(x, along.y + 10 + share * (along.height - 20));
    }
  };
  figure('1,000 trials: brush, frames a second', '>= 30', await framesWhile(page, brushing));
  await page.mouse.up();
  await page.context().close();
}

async function sweep(page, box, steps) {
  for (let step = 0; step < steps; step++) {
    const across = 0.1 + 0.8 * (step / steps);
    await page.mouse.move(box.x + box.width * across, box.y + box.height * (0.4 + 0.3 * Math.sin(step / 6)));
  }
}

/** Time until the first rows of the table are painted if the page is opened at the table. */
async function manyTrials() {
  const looks = [];
  for (let look = 0; look < 3; look++) {
    const page = await newPage();
    await watch(page, { rows: '[role=region][aria-label=Trials] tbody tr td a' });
    await page.setViewportSize({ width: 1440, height: 2600 });
    await page.goto(`${base}/experiments/${ids.many}`);
    looks.push((await seen(page, ['rows'])).rows);
    await page.context().close();
  }
  figure('10,000 trials: table to work with, ms', '< 1500', median(looks));
}

/** Heap of the page of a running experiment after garbage collections, as a linear fit over time. */
async function liveUpdates(length) {
  const page = await newPage();
  const session = await page.context().newCDPSession(page);
  await page.goto(`${base}/experiments/${ids.live}`);
  await page.locator('[role=img][aria-label*="lines of"]').waitFor();
  await page.waitForTimeout(20_000);
  const looks = [];
  const begin = Date.now();
  while (Date.now() - begin < 1000 * length) {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    looks.push([(Date.now() - begin) / 60_000, usedSize / 1e6]);
    await page.waitForTimeout(10_000);
  }
  const points = /of ([\d,]+) points/.exec(await page.locator('[role=img][aria-label*="lines of"]').getAttribute('aria-label'));
  figure(`live updates for ${length} s: heap at the end, MB`, '', looks.at(-1)[1].toFixed(1));
  figure(`live updates for ${length} s: slope of the heap, MB a minute`, '<= 0.5', slope(looks).toFixed(2));
  figure(`live updates for ${length} s: points on the screen at the end`, '', points?.[1] ?? '');
  await page.context().close();
}

async function scores() {
  const pages = { list: '/', experiment: `/experiments/${ids.curves}`, trial: `/trials/${ids.trial}` };
  for (const [name, path] of Object.entries(pages)) {
    const options = { port, output: 'json', logLevel: 'silent', onlyCategories: ['performance', 'accessibility'] };
    const { lhr } = await lighthouse(base + path, options, desktopConfig);
    const score = (category) => Math.round(100 * lhr.categories[category].score);
    figure(`Lighthouse: ${name}, performance`, '>= 95', score('performance'));
    figure(`Lighthouse: ${name}, accessibility`, '>= 100', score('accessibility'));
    for (const { id } of lhr.categories.accessibility.auditRefs)
      if (lhr.audits[id].score === 0) console.log(`${name}: ${id}: ${lhr.audits[id].title}`);
  }
}

async function newPage() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  return context.newPage();
}

/** Records the time at which each selector first matches a painted element, in ms since the start of the navigation. */
function watch(page, selectors) {
  return page.addInitScript((wanted) => {
    window.seen = {};
    const look = () => {
      for (const [name, selector] of Object.entries(wanted))
        if (!(name in window.seen) && document.querySelector(selector)) {
          window.seen[name] = 0;
          // After the frame that paints the element.
          requestAnimationFrame(() => setTimeout(() => (window.seen[name] = performance.now())));
        }
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  }, selectors);
}

async function seen(page, names) {
  await page.waitForFunction((all) => all.every((name) => window.seen[name] > 0), names, { timeout: 60_000 });
  return page.evaluate(() => window.seen);
}

async function framesWhile(page, action) {
  await page.evaluate(() => {
    window.frames_ = { count: 0, begin: performance.now(), on: true };
    const count = () => {
      if (!window.frames_.on) return;
      window.frames_.count++;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  await action();
  return page.evaluate(() => {
    window.frames_.on = false;
    return Math.round((1000 * window.frames_.count) / (performance.now() - window.frames_.begin));
  });
}

function slope(points) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(points.map(([time]) => time));
  const y = mean(points.map(([, value]) => value));
  const over = points.reduce((sum, [time, value]) => sum + (time - x) * (value - y), 0);
  return over / points.reduce((sum, [time]) => sum + (time - x) ** 2, 0);
}

function median(values) {
  return Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]);
}

function figure(name, asked, got) {
  console.log(`${name}: ${got}`);
  appendFileSync(process.env.FIGURES, `figure\t${name}\t${asked}\t${got}\n`);
}

async function browserPath() {
  const installed = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'];
  const found = installed.find((path) => path && existsSync(path));
  if (found) return found;
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  return dashboard('@sparticuz/chromium').default.executablePath();
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: free } = probe.address();
  probe.close();
  return free;
}
