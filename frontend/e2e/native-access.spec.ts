import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';

// Java 24 and newer warn about native libraries unless the manifest of the jar allows them.
test('the manifest of the jar allows native access', () => {
  const jar = path.resolve('../backend/target/trellis.jar');
  const directory = mkdtempSync(path.join(tmpdir(), 'trellis-manifest-'));
  try {
    execFileSync('jar', ['--extract', '--file', jar, 'META-INF/MANIFEST.MF'], { cwd: directory });
    const manifest = readFileSync(path.join(directory, 'META-INF/MANIFEST.MF'), 'utf8');
    expect(manifest.split(/\r?\n/)).toContain('Enable-Native-Access: ALL-UNNAMED');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
