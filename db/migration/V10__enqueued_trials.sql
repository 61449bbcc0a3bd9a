-- Trials whose assignment somebody gives. They share the numbers of their experiment, but not the
-- places that the assignments of its search follow from.

alter table experiment
  add column enqueued bigint not null default 0,
  add constraint experiment_enqueued_not_negative check (enqueued >= 0);

comment on column experiment.proposed is 'How many trials the search has proposed so far: the place of the next one.';
comment on column experiment.enqueued is 'How many trials were enqueued so far, on top of trial_count.';

alter table trial
  add column enqueued        bigint,
  add column idempotency_key text,
  drop constraint trial_pause_reason_known,
  add constraint trial_pause_reason_known check (pause_reason in ('EXPERIMENT', 'RUNG', 'TURN')),
  add constraint trial_idempotency_key_unique unique (experiment_id, idempotency_key);

comment on column trial.number is 'Place in its experiment, from 0, in the order in which trials came.';
comment on column trial.enqueued is 'How many trials were enqueued in its experiment before it; null for one that the search proposed.';
comment on column trial.idempotency_key is 'Key under which a client may repeat the request that enqueued it without a second trial.';
comment on column trial.pause_reason is 'EXPERIMENT: goes on when its experiment does. RUNG: waits for the search strategy to promote or end it. TURN: was enqueued while as many were open as may be.';

-- what waits has its turn from the day it came
drop trigger trial_turn on trial;
create trigger trial_turn before insert on trial
  for each row when (new.state in ('QUEUED', 'PAUSED')) execute function trial_turn();

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
