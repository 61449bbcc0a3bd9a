-- Trials that would be trained a second time, with nothing different, take over what the first brought.

alter table trial
  add column identity text,
  add column same_as  bigint;

create index trial_identity_index on trial (identity) where state = 'COMPLETED';
create index trial_same_as_index on trial (same_as) where same_as is not null;

comment on column trial.identity is 'Digest of all that its numbers follow from but code and machine: task, text, split, metric, early stopping, assignment, seed. Null where that is not certain.';
comment on column trial.same_as is 'The trial whose result it has taken over instead of being trained; that one may be gone since.';

create function trial_identity() returns trigger language plpgsql as $$
begin
  select encode(sha256(convert_to(jsonb_build_array(
           e.spec -> 'task', split_part(e.spec ->> 'dataset', '@sha256:', 2), e.spec -> 'split',
           e.spec -> 'max_tokens', e.spec -> 'metric', e.spec -> 'early_stopping',
           new.assignment, new.seed)::text, 'UTF8')), 'hex')
  into new.identity
  from experiment e
  where e.id = new.experiment_id and e.spec ->> 'dataset' like '%@sha256:%';
  return new;
end $$;
comment on function trial_identity is 'Gives a new trial its identity.';
create trigger trial_identity before insert on trial
  for each row execute function trial_identity();

create or replace function trial_event() returns trigger language plpgsql as $$
declare
  actor text := 'WORKER';
  reason text;
  previous text;
begin
  if tg_op = 'UPDATE' then
    previous := old.state;
  end if;
  reason := case
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
    actor := case when reason in ('cancelled', 'paused', 'resumed') then 'USER' else 'PLANNER' end;
  end if;
  insert into event (experiment_id, trial_id, number, previous_state, state, actor, reason, attempt, worker_id)
  values (new.experiment_id, new.id, new.number, previous, new.state, actor, reason, new.attempt,
          case when actor in ('WORKER', 'RECOVERY') then coalesce(new.worker_id, old.worker_id) end);
  return null;
end $$;
