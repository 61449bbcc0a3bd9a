-- Finished searches that are extended, and epochs that a pruner has granted for good.

alter table trial add column granted_epochs integer;

comment on column trial.granted_epochs is 'Epochs at which its pruner has let it go on; up to there it is not judged again if it trains anew. Null before its first promotion.';

create table experiment_extension (
  experiment_id   bigint not null,
  idempotency_key text   not null,
  request         text   not null,
  constraint experiment_extension_pk primary key (experiment_id, idempotency_key),
  constraint experiment_extension_experiment_fk foreign key (experiment_id) references experiment (id) on delete cascade
);

comment on table experiment_extension is 'Extensions that clients asked for under a key, so that a repeated request extends nothing twice.';
comment on column experiment_extension.experiment_id is 'The extended experiment.';
comment on column experiment_extension.idempotency_key is 'Key under which a client may repeat the request.';
comment on column experiment_extension.request is 'The body of the request.';

create or replace function trial_event() returns trigger language plpgsql as $$
declare
  actor text := 'WORKER';
  reason text;
  previous text;
  old_is_over boolean := false;
begin
  if tg_op = 'UPDATE' then
    previous := old.state;
    old_is_over := old.finished_at is not null;
  end if;
  reason := case
    when old_is_over then 'extended'
    when previous is null and new.enqueued is not null then 'enqueued'
    when previous is null then 'proposed'
    when new.state = 'RUNNING' then 'claimed'
    when new.state = 'COMPLETED' and new.same_as is not null then 'same_as'
    when new.state = 'QUEUED' and previous = 'PAUSED' then
      case old.pause_reason when 'RUNG' then 'promoted' when 'TURN' then 'turn' else 'resumed' end
    when new.state = 'QUEUED' and new.retries > old.retries then new.retry_reason
    when new.state = 'QUEUED' then 'handed_back'
    when new.state = 'PAUSED' then case new.pause_reason when 'RUNG' then 'rung' else 'paused' end
    else new.stop_reason ->> 'rule'
  end;
  if previous is null then
    actor := case reason when 'enqueued' then 'USER' else 'PLANNER' end;
  elsif reason = 'worker_lost' then
    actor := 'RECOVERY';
  elsif previous <> 'RUNNING' and new.state <> 'RUNNING' then
    actor := case when reason in ('cancelled', 'paused', 'resumed', 'extended') then 'USER' else 'PLANNER' end;
  end if;
  insert into event (experiment_id, trial_id, number, previous_state, state, actor, reason, attempt, worker_id)
  values (new.experiment_id, new.id, new.number, previous, new.state, actor, reason, new.attempt,
          case when actor in ('WORKER', 'RECOVERY') then coalesce(new.worker_id, old.worker_id) end);
  return null;
end $$;

create or replace function experiment_event() returns trigger language plpgsql as $$
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
    when old.finished_at is not null and new.finished_at is null then 'extended'
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
