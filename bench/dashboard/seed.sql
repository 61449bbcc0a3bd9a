-- Data of the dashboard benchmark: 10,000 trials, 1,000 trials with six curves of 100 points, one trial
-- with a curve of 1,000,000 points, and a running search whose curves the run script extends.
-- Variables: spec (submission in normal form), dataset.
\set ON_ERROR_STOP on
select setseed(0.5);

insert into experiment (name, state, dataset_id, vocabulary_size, method, metric, goal, trial_count,
  parallel_trials, proposed, spec, source, started_at, finished_at)
select kind.name, 'COMPLETED', d.id, 60, 'random', 'val_loss', 'MINIMIZE', kind.trials, 2, kind.trials,
  :'spec'::json, '', now() - interval '2 days', now()
from dataset d, (values ('ten thousand trials', 10000), ('a thousand curves', 1000), ('a million points', 1))
  as kind (name, trials)
where d.name = :'dataset';

insert into trial (experiment_id, number, state, attempt, assignment, seed, parameter_count, best_value,
  best_step, last_value, last_step, started_at, finished_at, stop_reason, test, sample)
select drawn.id, drawn.number, case when drawn.number % 10 = 7 then 'PRUNED' else 'COMPLETED' end, 1,
  json_build_object('learning_rate', drawn.rate, 'hidden_units', drawn.units, 'layers', drawn.layers,
    'dropout', drawn.dropout, 'minibatch_size', 32, 'sequence_length', 50, 'embedding_size', 100),
  drawn.number, drawn.units * drawn.units * 8 * drawn.layers,
  1.2 + abs(log(drawn.rate::numeric) + 2.2)::float8 * 0.4 + 20.0 / drawn.units + random() * 0.05, 80,
  1.5 + random(), 100, now() - interval '1 hour',
  now() - interval '1 hour' + drawn.units * drawn.layers * interval '1 second',
  '{"rule": "patience", "step": 100, "value": 1.3, "threshold": 1.2}',
  '{"test_loss": 1.31, "test_accuracy": 0.6, "test_perplexity": 3.7}',
  repeat('There she blows! a hump like a snow-hill. ', 12)
from (
  select e.id, number, power(10, -4 + 3 * random()) as rate, (64 * (1 + floor(random() * 8)))::int as units,
    (1 + floor(random() * 3))::int as layers, random() / 2 as dropout
  from experiment e, generate_series(0, 9999) number where e.name = 'ten thousand trials') drawn;

insert into trial (experiment_id, number, state, attempt, assignment, seed, parameter_count, best_value,
  best_step, last_value, last_step, started_at, finished_at)
select e.id, number, 'COMPLETED', 1,
  json_build_object('learning_rate', power(10, -4 + 3 * random()), 'hidden_units', 64 * (1 + floor(random() * 8))::int,
    'layers', 1 + floor(random() * 3)::int, 'dropout', random() / 2),
  number, 100000, 1.2 + random(), 100, 1.5, case e.name when 'a million points' then 1000000 else 100 end,
  now() - interval '1 hour', now()
from experiment e, generate_series(0, e.trial_count - 1) number
where e.name in ('a thousand curves', 'a million points');

insert into metric_point (trial_id, metric, step, value, attempt)
select t.id, curve, step, 1 + 3 / (1 + step / 10.0) + random() * 0.1, 1
from experiment e join trial t on t.experiment_id = e.id, generate_series(1, 100) step,
  unnest(array['train_loss', 'val_loss', 'train_accuracy', 'val_accuracy', 'gradient_norm', 'epoch_seconds']) curve
where e.name = 'a thousand curves';

-- Lowest and highest point, at steps that a chart which skips points would miss.
insert into metric_point (trial_id, metric, step, value, attempt)
select t.id, 'val_loss', step,
  case step when 400001 then -5 when 600003 then 50 else 1 + 3 / (1 + step / 1e5) + random() * 0.1 end, 1
from experiment e join trial t on t.experiment_id = e.id, generate_series(1, 1000000) step
where e.name = 'a million points';

-- Running search with 20 running and 80 finished trials.
insert into experiment (name, state, dataset_id, vocabulary_size, method, metric, goal, trial_count,
  parallel_trials, proposed, spec, source, started_at)
select 'a live search', 'RUNNING', d.id, 60, 'random', 'val_loss', 'MINIMIZE', 100, 20, 100, :'spec'::json, '',
  now() - interval '1 hour'
from dataset d where d.name = :'dataset';

insert into trial (experiment_id, number, state, attempt, assignment, seed, parameter_count, best_value,
  best_step, last_value, last_step, started_at, finished_at)
select e.id, number, case when number < 80 then 'COMPLETED' else 'RUNNING' end, 1,
  json_build_object('learning_rate', power(10, -4 + 3 * random()), 'hidden_units', 64 * (1 + floor(random() * 8))::int,
    'layers', 1 + floor(random() * 3)::int, 'dropout', random() / 2),
  number, 100000, 1.2 + random(), 20, 1.5, 20,
  now() - interval '1 hour', case when number < 80 then now() end
from experiment e, generate_series(0, 99) number where e.name = 'a live search';

insert into metric_point (trial_id, metric, step, value, attempt)
select t.id, 'val_loss', step, 1 + 3 / (1 + step / 10.0) + random() * 0.1, 1
from experiment e join trial t on t.experiment_id = e.id, generate_series(1, 20) step
where e.name = 'a live search';

vacuum analyze trial;
vacuum analyze metric_point;
analyze;
