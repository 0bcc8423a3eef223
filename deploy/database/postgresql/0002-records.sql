-- What every record leaves beside its state, all of it written by save_record alone (0005).

-- Append-only, a row a save. Events carry keys, never names, phones or addresses.
create table journal (
  record text collate "C" not null,
  version integer not null,
  at timestamptz not null,
  device_at timestamptz,
  actor text collate "C" not null,
  cause text collate "C",
  events jsonb not null,
  primary key (record, version, at)) partition by range (at);
create table journal_other partition of journal default;
-- For what one person did; what the service does by itself needs none.
create index journal_actor on journal (actor, at) where actor <> 'system';

-- As lists read it: with a key of one column.
create view timeline as
  select record || '/' || lpad(version::text, 9, '0') collate "C" as id, record, version, at, device_at, actor, cause, events::text as events from journal;

-- Makes the partitions of the months around the given instant; called by the sweep.
create or replace function journal_partitions(_around timestamptz) returns void language plpgsql as $$
declare month_start date; name text;
begin
  for i in -1..3 loop
    month_start := (date_trunc('month', _around at time zone 'utc') + make_interval(months => i))::date;
    name := 'journal_' || to_char(month_start, 'YYYYMM');
    if to_regclass(name) is null
      and not exists (select 1 from journal_other where at >= month_start::timestamp at time zone 'utc'
        and at < (month_start + interval '1 month')::timestamp at time zone 'utc') then
      execute format('create table %I partition of journal for values from (%L) to (%L)', name,
        month_start::timestamp at time zone 'utc', (month_start + interval '1 month')::timestamp at time zone 'utc');
    end if;
  end loop;
end $$;
select journal_partitions(now());

-- Free words and small files of events: erasable, with a hash that stays.
create table journal_text (
  record text collate "C" not null,
  version integer not null,
  event integer not null,
  field text collate "C" not null,
  words text,
  hash text collate "C" not null,
  primary key (record, version, event, field));

create table file (
  record text collate "C" not null,
  version integer not null,
  event integer not null,
  field text collate "C" not null,
  media_type text collate "C" not null,
  content text,
  hash text collate "C" not null,
  primary key (record, version, event, field));

create table effect (
  seq bigint generated always as identity primary key,
  id text collate "C" not null,
  source text collate "C" not null,
  target text collate "C" not null,
  kind text collate "C" not null,
  body text not null,
  attempts integer not null default 0,
  next_try timestamptz);
create index effect_source on effect (source, seq);
create index effect_next_try on effect (next_try) where next_try is not null;

create table handled (
  record text collate "C" not null,
  id text collate "C" not null,
  input text collate "C" not null,
  version integer not null,
  at timestamptz not null,
  primary key (record, id));
create index handled_at on handled (at);

-- Days to be counted again; the roller deletes those it has read, by an id that no later one gets; no index of ids: they are found by branch and day.
create table mark (
  id bigint generated always as identity,
  branch_id text collate "C" not null,
  day date not null);
create index mark_branch on mark (branch_id, day);

create table set_aside (
  kind text collate "C" not null,
  key text collate "C" not null,
  record text collate "C" not null,
  attempts integer not null,
  error text not null,
  first_at timestamptz not null,
  next_try timestamptz,
  primary key (kind, key));

-- Kinds of record whose rows are all being written anew; the sweep goes through their keys and deletes what it is done with.
create table rebuild (
  kind text collate "C" not null primary key,
  after_key text collate "C" not null);

-- Who opened what is not his own work: a row a day. Written beside the save statement, since it belongs to no save.
create table read_outside (
  id text collate "C" not null primary key,
  actor_id text collate "C" not null,
  record_id text collate "C" not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  times integer not null);
create index read_outside_last on read_outside (last_at, id);
create index read_outside_actor on read_outside (actor_id, last_at, id);
create index read_outside_record on read_outside (record_id, last_at, id);
