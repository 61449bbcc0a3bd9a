alter table experiment
  add column tags     text[]  not null default '{}',
  add column note     text    not null default '',
  add column archived boolean not null default false;

comment on column experiment.tags is 'Words its readers find it by.';
comment on column experiment.note is 'What its readers have to say about it.';
comment on column experiment.archived is 'Put away: lists leave it out unless asked for.';

alter table trial
  add column tags       text[] not null default '{}',
  add column note       text   not null default '',
  add column parameters jsonb  not null generated always as (assignment::jsonb) stored;

comment on column trial.tags is 'Words its readers find it by.';
comment on column trial.note is 'What its readers have to say about it.';
comment on column trial.parameters is 'The assignment in the form that lists sort and filter by without parsing it for each row.';

alter table metric_point add column measured_at timestamptz;
alter table metric_point alter column measured_at set default clock_timestamp();

comment on column metric_point.measured_at is 'When it was written; null for points from before this column.';

create table experiment_metric (
  experiment_id bigint not null,
  metric        text   not null,
  constraint experiment_metric_pk primary key (experiment_id, metric),
  constraint experiment_metric_experiment_fk foreign key (experiment_id) references experiment (id) on delete cascade
);

comment on table experiment_metric is 'Names of all metrics that trials of an experiment have recorded, so that nobody has to look for them among the points.';
comment on column experiment_metric.experiment_id is 'The experiment.';
comment on column experiment_metric.metric is 'Name of the metric.';

insert into experiment_metric (experiment_id, metric)
select distinct t.experiment_id, p.metric
from metric_point p join trial t on t.id = p.trial_id;

create function note_metric_names() returns trigger language plpgsql as $$
begin
  insert into experiment_metric (experiment_id, metric)
  select t.experiment_id, p.metric
  from (select distinct trial_id, metric from new_points) p join trial t on t.id = p.trial_id
  where not exists (
    select from experiment_metric known
    where known.experiment_id = t.experiment_id and known.metric = p.metric)
  group by t.experiment_id, p.metric
  order by t.experiment_id, p.metric
  on conflict do nothing;
  return null;
end $$;

comment on function note_metric_names() is 'Keeps experiment_metric: whoever writes points, in whichever way. Names come in one order, so that two writers never wait for each other.';

create trigger metric_point_names
after insert on metric_point
referencing new table as new_points
for each statement execute function note_metric_names();

-- with the value in the index, a curve is read without touching the table
alter table metric_point
  drop constraint metric_point_pk,
  add constraint metric_point_pk primary key (trial_id, metric, step) include (value);
