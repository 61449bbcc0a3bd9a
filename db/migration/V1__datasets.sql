create table dataset (
  id                   bigint generated always as identity,
  name                 text        not null,
  sha256               text        not null,
  bytes                bigint      not null,
  characters           bigint      not null,
  lines                bigint      not null,
  words                bigint      not null,
  character_vocabulary integer     not null,
  word_vocabulary      integer     not null,
  source               text        not null,
  licence              text,
  created_at           timestamptz not null default now(),
  constraint dataset_pk primary key (id),
  constraint dataset_name_unique unique (name),
  constraint dataset_name_form check (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$'),
  constraint dataset_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint dataset_not_empty check (bytes > 0 and characters > 0)
);

create index dataset_sha256_index on dataset (sha256);

comment on table dataset is 'Texts to train on; the text itself is the artifact datasets/<sha256>';
comment on column dataset.id is 'What other tables refer to';
comment on column dataset.name is 'What people and submissions call it';
comment on column dataset.sha256 is 'Digest of the stored UTF-8 bytes, lower-case hex';
comment on column dataset.bytes is 'Length of the stored UTF-8 text in bytes';
comment on column dataset.characters is 'Length of the text in Unicode code points';
comment on column dataset.lines is 'Number of lines, the last one counted whether or not a newline ends it';
comment on column dataset.words is 'Number of word tokens: words, punctuation and newlines';
comment on column dataset.character_vocabulary is 'Number of distinct code points';
comment on column dataset.word_vocabulary is 'Number of distinct word tokens';
comment on column dataset.source is 'Where it came from: upload, or sample: package and version';
comment on column dataset.licence is 'Terms the text is under, where known';
comment on column dataset.created_at is 'When it was imported, by the clock of the database';

create table dataset_sample (
  name       text        not null,
  offered_at timestamptz not null default now(),
  constraint dataset_sample_pk primary key (name)
);

comment on table dataset_sample is
  'Sample corpora offered to this database once, so that a deleted sample stays deleted';
comment on column dataset_sample.name is 'Name of the sample; the dataset of that name may be gone';
comment on column dataset_sample.offered_at is 'When it was imported, by the clock of the database';
