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
comment on function experiment_event() is 'Logs the state changes of experiments, and changes of settings that may change during a search.';
