create or replace function note_metric_names() returns trigger language plpgsql as $$
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
comment on function note_metric_names() is 'Maintains experiment_metric for every statement that inserts points. Names are inserted in one order, so that two writers never wait for each other.';
