import { existsSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** A browser that needs no download: the one named, an installed one, or the one from a package (Linux on x64). */
export async function findBrowser(): Promise<LaunchOptions> {
  const named = process.env.CHROMIUM_PATH;
  const path = named ?? INSTALLED.find((candidate) => existsSync(candidate)) ?? (await packedBrowser());
  return { executablePath: path, args: ARGS };
}

async function packedBrowser(): Promise<string> {
  // Makes the package unpack the system libraries it brings along.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}
