create or replace function experiment_priority() returns trigger language plpgsql as $$
begin
  update scheduled_tasks s set priority = new.priority
  from trial t
  where t.experiment_id = new.id and t.state = 'QUEUED' and s.priority = old.priority
    and s.task_name = 'trial' and s.task_instance = t.id::text;
  return null;
end $$;
comment on function experiment_priority() is 'Copies a changed priority of an experiment to its queued trials.';
