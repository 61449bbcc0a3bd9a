create or replace function trial_queue() returns trigger language plpgsql as $$
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
      -- a retry runs first when its backoff is over
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
comment on function trial_queue() is 'Maintains the queue: a trial is in it if and only if it is QUEUED or RUNNING.';
