import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';

/** Starts a server that trains nothing; variables are added to its environment. */
export function start(home: string, port: number, variables: Record<string, string> = {}): ChildProcess {
  const jar = path.resolve('../backend/target/trellis.jar');
  const options = [`--trellis.home=${home}`, `--server.port=${port}`, '--trellis.worker.mode=none'];
  return spawn('java', ['-XX:TieredStopAtLevel=1', '-jar', jar, ...options], {
    stdio: 'ignore',
    env: { ...process.env, ...variables },
  });
}

export async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
}

export async function answers(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/actuator/health`).catch(() => null);
  return answer?.ok === true;
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
