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
comment on function trial_event() is 'Logs the state changes of trials.';
