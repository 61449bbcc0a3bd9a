import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import pg from 'pg';

// Inserts ended searches directly into the server's PostgreSQL: they need no training time, and have values that
// training rarely has, such as infinite values.

export interface SeededTrial {
  parameters: Record<string, number | string>;
  state: 'COMPLETED' | 'PRUNED' | 'FAILED';
  /** Of the objective, epoch by epoch; NaN and infinities too. */
  values: number[];
  /** Stop reason, if it is not the usual one of its state. */
  reason?: Record<string, unknown>;
}

export interface Seeded {
  id: number;
  trials: number[];
}

export interface SeedOptions {
  name: string;
  /** Of the submission, in YAML. */
  parameters: string;
  trials: readonly SeededTrial[];
  dataset?: string;
}

export async function seed(request: APIRequestContext, options: SeedOptions): Promise<Seeded> {
  const { name, parameters, trials, dataset = 'moby-dick' } = options;
  const source = `name: ${JSON.stringify(name)}
dataset: ${dataset}
method: random
max_trials: ${trials.length}
metric: {name: val_loss, goal: minimize}
parameters:
${parameters}`;
  const dryRun = await request.post('/api/v1/experiments?dry_run=true', {
    data: source,
    headers: { 'Content-Type': 'application/yaml' },
  });
  if (!dryRun.ok()) throw new Error(await dryRun.text());
  const { spec } = (await dryRun.json()) as { spec: { parameters: Record<string, { value?: unknown }> } };
  const fixed = Object.fromEntries(
    Object.entries(spec.parameters).flatMap(([key, one]) =>
      one.value === undefined ? [] : [[key, one.value]],
    ),
  );

  const client = new pg.Client(connection());
  await client.connect();
  try {
    await client.query('begin');
    const experiment = await client.query<{ id: string }>(
      `insert into experiment (name, state, dataset_id, vocabulary_size, method, metric, goal, trial_count,
         parallel_trials, proposed, spec, source, created_at, started_at, finished_at)
       select $1, 'COMPLETED', id, 83, 'random', 'val_loss', 'MINIMIZE', $2, 2, $2, $3, $4,
         now() - interval '2 hours', now() - interval '2 hours', now() - interval '1 hour'
       from dataset where name = $5 returning id`,
      [name, trials.length, JSON.stringify(spec), source, dataset],
    );
    const id = Number(experiment.rows[0]?.id);
    const ids: number[] = [];
    for (const [number, trial] of trials.entries())
      ids.push(
        await insertTrial(client, id, number, {
          ...trial,
          parameters: { ...fixed, ...trial.parameters } as SeededTrial['parameters'],
        }),
      );
    await client.query('commit');
    return { id, trials: ids };
  } finally {
    await client.end();
  }
}

async function insertTrial(
  client: pg.Client,
  experiment: number,
  number: number,
  trial: SeededTrial,
): Promise<number> {
  const finite = trial.values.filter(Number.isFinite);
  const best = finite.length > 0 ? Math.min(...finite) : null;
  const last = trial.values.at(-1) ?? null;
  const failed = trial.state === 'FAILED';
  const rule = failed ? 'not_finite' : trial.state === 'PRUNED' ? 'median' : 'patience';
  const reason = {
    rule,
    step: trial.values.length,
    value: wire(last),
    threshold: failed ? null : best,
    ...trial.reason,
  };
  const inserted = await client.query<{ id: string }>(
    `insert into trial (experiment_id, number, state, attempt, assignment, seed, parameter_count, best_value, best_step,
       last_value, last_step, stop_reason, failure_kind, failure_message, queued_at, started_at, finished_at)
     values ($1, $2::bigint, $3, 1, $4, 7, 20000, $5, $6, $7, $8, $9, $10, $11, now() - interval '2 hours',
       now() - interval '2 hours' + $2::bigint * interval '40 s', now() - interval '2 hours' + ($2::bigint + 1) * interval '40 s')
     returning id`,
    [
      experiment,
      number,
      trial.state,
      JSON.stringify(trial.parameters),
      best,
      best === null ? null : trial.values.indexOf(best) + 1,
      last,
      trial.values.length,
      JSON.stringify(reason),
      failed ? 'NOT_FINITE' : null,
      failed ? 'The loss was not finite.' : null,
    ],
  );
  const id = Number(inserted.rows[0]?.id);
  await client.query(
    `insert into metric_point (trial_id, metric, step, value, attempt)
     select $1, metric, step, case metric
         when 'val_loss' then value
         when 'updates' then step * 100 * (1 + $3::int % 3)
         else 2 + $3 * 0.01 end, 1
     from unnest($2::float8[]) with ordinality as points (value, step),
       unnest(array['val_loss', 'epoch_seconds', 'updates']) as metric`,
    [id, trial.values, number],
  );
  return id;
}

function wire(value: number | null): number | string | null {
  return value === null || Number.isFinite(value) ? value : String(value);
}

/** The way into the server's embedded PostgreSQL, as it lies in its home. */
function connection(): pg.ClientConfig {
  const home = process.env.TRELLIS_E2E_HOME;
  if (home === undefined) throw new Error('TRELLIS_E2E_HOME must name the home of the server at TRELLIS_URL');
  const password = readFileSync(path.join(home, 'postgres', 'password'), 'utf8').trim();
  const port = Number(
    readFileSync(path.join(home, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[3],
  );
  return { host: 'localhost', port, user: 'postgres', database: 'postgres', password };
}
