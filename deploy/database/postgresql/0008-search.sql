-- What records are found by: a row beside each record's own, written by the projection (0006).
-- Needs the extension pg_trgm, which comes with PostgreSQL (contrib). Any user who may create objects in the database may create it, unless
-- the server forbids that; then an administrator runs the one statement named below, and the service is started again.
do $$ begin
  create extension if not exists pg_trgm;
exception when insufficient_privilege or undefined_file or feature_not_supported then
  raise exception 'The extension pg_trgm could not be created (%). Have an administrator of the server run "create extension pg_trgm" in the database %, after installing PostgreSQL''s contrib modules if it lacks them; then start the service again.', sqlerrm, current_database();
end $$;

create table search_entry (
  id text collate "C" primary key,
  seq bigint generated always as identity,
  kind text collate "C" not null,
  branch_id text collate "C" not null,
  technician_id text collate "C",
  customer_id text collate "C",
  product_id text collate "C",
  title text not null,
  subtitle text,
  names text not null,
  phones text not null,
  codes text not null,
  text text collate "C" not null,
  is_archived boolean not null);
create index search_entry_text on search_entry using gin (text gin_trgm_ops);
create index search_entry_technician on search_entry (technician_id, seq) where technician_id is not null;
create index search_entry_customer on search_entry (customer_id, seq) where customer_id is not null;
create index search_entry_product on search_entry (product_id, seq) where product_id is not null;
-- How rare a text is decides how it is looked for: the more the planner knows, the better.
alter table search_entry alter column text set statistics 500;

-- The beginnings that entries are found by, in order: a page of them costs the same however many there are.
create table search_key (
  kind text collate "C" not null,
  key text collate "C" not null,
  entry_id text collate "C" not null,
  branch_id text collate "C" not null,
  is_archived boolean not null,
  primary key (kind, key, entry_id));
create index search_key_branch on search_key (branch_id, kind, key, entry_id);

create or replace function search_keys_of(_names text, _phones text, _codes text) returns setof text language sql immutable as $$
  select distinct key from jsonb_array_elements_text(_names::jsonb || _phones::jsonb || _codes::jsonb) as t (key) where key <> ''
$$;

create or replace function search_entry_changed() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if (old.names, old.phones, old.codes, old.branch_id, old.is_archived, old.kind)
      is not distinct from (new.names, new.phones, new.codes, new.branch_id, new.is_archived, new.kind) then return null; end if;
    delete from search_key where kind = old.kind and entry_id = old.id and key in (select search_keys_of(old.names, old.phones, old.codes));
  end if;
  insert into search_key (kind, key, entry_id, branch_id, is_archived)
  select new.kind, key, new.id, new.branch_id, new.is_archived from search_keys_of(new.names, new.phones, new.codes) as t (key);
  return null;
end $$;
create trigger search_entry_changed after insert or update on search_entry for each row execute function search_entry_changed();

-- The first entries, in the order they are kept, whose text has all the patterns, by the index, and all the pieces. A scan shared with
-- others or split among workers would begin anywhere.
create or replace function search_text(_kinds text[], _patterns text[], _pieces text[], _limit integer)
returns setof search_entry language plpgsql stable set max_parallel_workers_per_gather = 0 set synchronize_seqscans = off as $$
declare conditions text;
begin
  select string_agg(condition, ' and ') into conditions from (
    select format('text like %L', pattern) as condition from unnest(_patterns) pattern
    union all select format('position(%L in text) > 0', piece) from unnest(_pieces) piece) as t;
  return query execute 'select * from search_entry where kind = any($1) and ' || conditions || ' limit $2' using _kinds, _limit;
end $$;
