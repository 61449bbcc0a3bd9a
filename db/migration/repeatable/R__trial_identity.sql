create or replace function trial_identity() returns trigger language plpgsql as $$
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
comment on function trial_identity() is 'Computes the identity of an inserted trial.';
