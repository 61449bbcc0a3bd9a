-- Paused experiments and trials; priorities and turns; retries; the queue and the log of events
-- as consequences of states, drawn by the database so that no statement can forget them.

alter table experiment
  drop constraint experiment_state_known,
  add constraint experiment_state_known
    check (state in ('QUEUED', 'RUNNING', 'PAUSED', 'COMPLETED', 'FAILED', 'CANCELLED')),
  add column priority smallint not null default 0,
  add column paused_at timestamptz,
  add column paused_time interval not null default '0',
  add constraint experiment_priority_within_bounds check (priority between -100 and 100),
  add constraint experiment_paused_at_while_paused check ((paused_at is not null) = (state = 'PAUSED'));

comment on column experiment.state is 'QUEUED until its first trial starts, RUNNING, PAUSED while somebody holds it, then one of COMPLETED, FAILED, CANCELLED.';
comment on column experiment.priority is 'Trials of a higher one go first; among equals experiments take turns.';
comment on column experiment.paused_at is 'When it was paused; null unless it is.';
comment on column experiment.paused_time is 'How long it was paused in all, the present pause not counted: time that is not charged to its budget.';

drop index experiment_open_index;
create index experiment_open_index on experiment (id) where state in ('QUEUED', 'RUNNING', 'PAUSED');

alter table trial
  drop constraint trial_state_known,
  add constraint trial_state_known
    check (state in ('QUEUED', 'RUNNING', 'PAUSED', 'COMPLETED', 'PRUNED', 'FAILED', 'CANCELLED')),
  drop constraint trial_finished_when_over,
  add constraint trial_finished_when_over
    check ((finished_at is not null) = (state not in ('QUEUED', 'RUNNING', 'PAUSED'))),
  add column pause_reason text,
  add column turn bigint not null default 0,
  add column retries integer not null default 0,
  add column retry_reason text,
  add constraint trial_pause_reason_while_paused check ((pause_reason is not null) = (state = 'PAUSED')),
  add constraint trial_pause_reason_known check (pause_reason in ('EXPERIMENT', 'RUNG')),
  add constraint trial_retries_not_negative check (retries >= 0);

comment on column trial.state is 'QUEUED, RUNNING, PAUSED while it waits outside the queue, then one of COMPLETED, PRUNED, FAILED, CANCELLED.';
comment on column trial.pause_reason is 'EXPERIMENT: goes on when its experiment does. RUNG: waits for the search strategy to promote or end it.';
comment on column trial.turn is 'Its place in the order of experiments that take turns (start-time fair queueing): one more than the last trial of its experiment, but not before what already waits.';
comment on column trial.retries is 'How many of its attempts ended without an outcome: the worker was lost or a passing error came in between.';
comment on column trial.retry_reason is 'Why the last of those ended.';
comment on column trial.failure_kind is 'Why it failed, as a word: NOT_FINITE, OUT_OF_MEMORY, OUT_OF_TIME, TOO_LITTLE_DATA, WORKER_LOST, ERROR.';

drop index trial_open_index;
create index trial_open_index on trial (experiment_id) where state in ('QUEUED', 'RUNNING', 'PAUSED');
create index trial_running_index on trial (worker_id) where state = 'RUNNING';

-- what a free worker looks for, and nothing else
drop index scheduled_tasks_priority_index;
drop index scheduled_tasks_execution_time_index;
create index scheduled_tasks_waiting_index on scheduled_tasks (priority desc, execution_time asc) where not picked;

comment on column scheduled_tasks.execution_time is 'The trial''s turn, as milliseconds after the year 2000; a retry that has to wait: when it may run.';

create function trial_turn() returns trigger language plpgsql as $$
declare
  own bigint;
  waiting bigint;
begin
  select t.turn into own from trial t
  where t.experiment_id = new.experiment_id order by t.number desc limit 1;
  select extract(epoch from s.execution_time - timestamptz '2000-01-01 00:00Z') * 1000 into waiting
  from scheduled_tasks s join experiment e on e.priority = s.priority
  where not s.picked and e.id = new.experiment_id
  order by s.execution_time limit 1;
  if waiting is null then
    select t.turn into waiting from trial t order by t.id desc limit 1;
  end if;
  new.turn := greatest(own + 1, waiting, 1);
  return new;
end $$;
comment on function trial_turn is 'Gives a new trial its turn.';
create trigger trial_turn before insert on trial
  for each row when (new.state = 'QUEUED') execute function trial_turn();

create function trial_queue() returns trigger language plpgsql as $$
declare
  due timestamptz;
  urgency smallint;
begin
  if tg_op = 'DELETE' then
    delete from scheduled_tasks where task_name = 'trial' and task_instance = old.id::text;
  elsif new.state = 'QUEUED' then
    due := timestamptz '2000-01-01 00:00Z' + new.turn * interval '1 ms';
    select e.priority into urgency from experiment e where e.id = new.experiment_id;
    if tg_op = 'UPDATE' and new.retries > old.retries then
      -- it has waited before: the first to go once its pause is over
      due := clock_timestamp() + interval '1 second' * power(2, least(new.retries, 6));
      urgency := 32767;
    end if;
    insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority)
    values ('trial', new.id::text, due, false, 1, urgency)
    on conflict on constraint scheduled_tasks_pk do update
      set picked = false, picked_by = null, last_heartbeat = null,
          execution_time = excluded.execution_time, priority = excluded.priority,
          version = scheduled_tasks.version + 1;
  elsif new.state <> 'RUNNING' then
    delete from scheduled_tasks where task_name = 'trial' and task_instance = new.id::text;
  end if;
  return null;
end $$;
comment on function trial_queue is 'Keeps the queue what the trials say: a trial has a place in it exactly while it is QUEUED or RUNNING.';
create trigger trial_queued after insert on trial
  for each row execute function trial_queue();
create trigger trial_requeued after update on trial
  for each row when (old.state <> new.state) execute function trial_queue();
create trigger trial_unqueued after delete on trial
  for each row execute function trial_queue();

create function experiment_priority() returns trigger language plpgsql as $$
begin
  update scheduled_tasks s set priority = new.priority
  from trial t
  where t.experiment_id = new.id and t.state = 'QUEUED' and s.priority = old.priority
    and s.task_name = 'trial' and s.task_instance = t.id::text;
  return null;
end $$;
comment on function experiment_priority is 'Moves the waiting trials of an experiment whose priority was changed.';
create trigger experiment_priority after update on experiment
  for each row when (old.priority <> new.priority) execute function experiment_priority();

create table event (
  id             bigint generated always as identity,
  at             timestamptz not null default clock_timestamp(),
  experiment_id  bigint      not null,
  trial_id       bigint,
  number         bigint,
  previous_state text,
  state          text        not null,
  actor          text        not null,
  reason         text,
  attempt        integer,
  worker_id      text,
  written_in     xid8        not null default pg_current_xact_id(),
  constraint event_pk primary key (id),
  constraint event_actor_known check (actor in ('USER', 'PLANNER', 'WORKER', 'RECOVERY'))
);

create index event_order_index on event (written_in, id);
create index event_experiment_index on event (experiment_id, id);
create index event_trial_index on event (trial_id, id) where trial_id is not null;
create index event_at_index on event (at);

comment on table event is 'Every change of state of an experiment or a trial, in the transaction that made it; never changed, forgotten after trellis.events.retention.';
comment on column event.id is 'Number of the event; order is by written_in first.';
comment on column event.at is 'When, by the clock of the database.';
comment on column event.experiment_id is 'Whose; the experiment itself may be deleted.';
comment on column event.trial_id is 'Which trial of it; null where the experiment itself changed.';
comment on column event.number is 'The trial''s number inside its experiment.';
comment on column event.previous_state is 'State before; null for what is new.';
comment on column event.state is 'State after; DELETED for an experiment that is gone.';
comment on column event.actor is 'Who: USER by request, PLANNER, a WORKER, or RECOVERY after a worker was lost.';
comment on column event.reason is 'Why, as a word: submitted, proposed, claimed, paused, resumed, handed_back, worker_lost, a stopping rule, ...';
comment on column event.attempt is 'The trial''s attempt.';
comment on column event.worker_id is 'The worker that had a part in it.';
comment on column event.written_in is 'Transaction that wrote it: with id the order of the log, which no later commit disturbs below the oldest open transaction.';

create function trial_event() returns trigger language plpgsql as $$
declare
  actor text := 'WORKER';
  reason text;
  previous text;
begin
  if tg_op = 'UPDATE' then
    previous := old.state;
  end if;
  reason := case
    when previous is null then 'proposed'
    when new.state = 'RUNNING' then 'claimed'
    when new.state = 'QUEUED' and previous = 'PAUSED' then 'resumed'
    when new.state = 'QUEUED' and new.retries > old.retries then new.retry_reason
    when new.state = 'QUEUED' then 'handed_back'
    when new.state = 'PAUSED' then case new.pause_reason when 'RUNG' then 'rung' else 'paused' end
    else new.stop_reason ->> 'rule'
  end;
  if previous is null then
    actor := 'PLANNER';
  elsif reason = 'worker_lost' then
    actor := 'RECOVERY';
  elsif previous <> 'RUNNING' and new.state <> 'RUNNING' then
    actor := case when reason in ('cancelled', 'paused', 'resumed') then 'USER' else 'PLANNER' end;
  end if;
  insert into event (experiment_id, trial_id, number, previous_state, state, actor, reason, attempt, worker_id)
  values (new.experiment_id, new.id, new.number, previous, new.state, actor, reason, new.attempt,
          case when actor in ('WORKER', 'RECOVERY') then coalesce(new.worker_id, old.worker_id) end);
  return null;
end $$;
comment on function trial_event is 'Logs a trial''s change of state.';
create trigger trial_proposed_event after insert on trial
  for each row execute function trial_event();
create trigger trial_changed_event after update on trial
  for each row when (old.state <> new.state) execute function trial_event();

create function experiment_event() returns trigger language plpgsql as $$
declare
  actor text := 'USER';
  reason text;
begin
  if tg_op = 'INSERT' then
    insert into event (experiment_id, state, actor, reason)
    values (new.id, new.state, 'USER', 'submitted');
    return null;
  end if;
  if tg_op = 'DELETE' then
    insert into event (experiment_id, previous_state, state, actor, reason)
    values (old.id, old.state, 'DELETED', 'USER', 'deleted');
    return null;
  end if;
  reason := case
    when old.state = new.state then concat_ws(', ',
      case when old.trial_count <> new.trial_count then 'max_trials ' || new.trial_count end,
      case when old.parallel_trials <> new.parallel_trials then 'parallel_trials ' || new.parallel_trials end,
      case when old.wall_clock is distinct from new.wall_clock then 'wall_clock ' || coalesce(new.wall_clock::text, 'none') end,
      case when old.priority <> new.priority then 'priority ' || new.priority end)
    when new.state = 'PAUSED' then 'paused'
    when old.state = 'PAUSED' and new.state in ('QUEUED', 'RUNNING') then 'resumed'
    when new.state = 'CANCELLED' then 'cancelled'
    when new.state = 'RUNNING' then 'first_trial'
    else coalesce(new.end_reason, 'no_trial_left')
  end;
  if new.state = 'RUNNING' and old.state = 'QUEUED' then
    actor := 'WORKER';
  elsif new.state in ('COMPLETED', 'FAILED') then
    actor := 'PLANNER';
  end if;
  insert into event (experiment_id, previous_state, state, actor, reason)
  values (new.id, old.state, new.state, actor, reason);
  return null;
end $$;
comment on function experiment_event is 'Logs an experiment''s change of state, and of what may be changed while it runs.';
create trigger experiment_submitted_event after insert on experiment
  for each row execute function experiment_event();
create trigger experiment_deleted_event after delete on experiment
  for each row execute function experiment_event();
create trigger experiment_changed_event after update on experiment
  for each row when (
    old.state <> new.state or old.trial_count <> new.trial_count
    or old.parallel_trials <> new.parallel_trials or old.wall_clock is distinct from new.wall_clock
    or old.priority <> new.priority)
  execute function experiment_event();
