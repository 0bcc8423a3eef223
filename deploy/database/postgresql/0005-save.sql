-- The one statement that commits a save (decision 0003). It copies what the envelope carries and knows no business.
create or replace function save_record(
  _idhash integer, _n0 bigint, _n1 bigint, _typehash integer, _kind varchar, _key varchar, _service varchar, _version integer, _envelope bytea)
returns table (newgrainstateversion integer) language plpgsql as $$
declare
  saved jsonb := convert_from(_envelope, 'UTF8')::jsonb;
  entry jsonb := saved->'entry';
  due jsonb := saved->'due';
  saved_version integer;
begin
  if _version is null then
    insert into orleansstorage (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid,
      payloadbinary, modifiedon, version)
    values (_idhash, _n0, _n1, _typehash, _kind, coalesce(_key, ''), _service, convert_to((saved->'state')::text, 'UTF8'),
      now() at time zone 'utc', 1)
    on conflict do nothing returning version into saved_version;
  else
    update orleansstorage set payloadbinary = convert_to((saved->'state')::text, 'UTF8'), modifiedon = now() at time zone 'utc', version = version + 1
    where grainidhash = _idhash and graintypehash = _typehash and grainidextensionstring = coalesce(_key, '') and graintypestring = _kind
      and serviceid = _service and grainidn0 = _n0 and grainidn1 = _n1 and version = _version
    returning version into saved_version;
  end if;
  if saved_version is null then return; end if;  -- somebody else saved first: the provider reports an inconsistent state

  perform project_rows(_kind, saved->'rows');
  if entry is not null then
    insert into journal (record, version, at, device_at, actor, cause, events)
    values (_key, saved_version, (entry->>'at')::timestamptz, (entry->>'device_at')::timestamptz, entry->>'actor', entry->>'cause', entry->'events');
    if saved ? 'texts' then
      insert into journal_text (record, version, event, field, words, hash)
      select _key, saved_version, (t->>'event')::integer, t->>'field', t->>'words', t->>'hash' from jsonb_array_elements(saved->'texts') t;
    end if;
    if saved ? 'files' then
      insert into file (record, version, event, field, media_type, content, hash)
      select _key, saved_version, (f->>'event')::integer, f->>'field', f->>'media_type', f->>'content', f->>'hash'
      from jsonb_array_elements(saved->'files') f;
    end if;
  end if;
  if saved ? 'effects' then
    insert into effect (id, source, target, kind, body, next_try)
    select e->>'id', saved->>'grain', e->>'target', e->>'kind', (e->'body')::text, (entry->>'at')::timestamptz
    from jsonb_array_elements(saved->'effects') e;
  end if;
  if saved ? 'handled' then
    insert into handled (record, id, input, version, at)
    values (_key, saved->'handled'->>'id', saved->'handled'->>'input', saved_version, (entry->>'at')::timestamptz);
  end if;
  if saved ? 'marks' then
    insert into mark (branch_id, day) select m->>'branch_id', (m->>'day')::date from jsonb_array_elements(saved->'marks') m;
  end if;
  if due->>'at' is not null then
    insert into orleansreminderstable (serviceid, grainid, remindername, starttime, period, grainhash, version)
    values (_service, saved->>'grain', 'due', (due->>'at')::timestamptz, (due->>'period')::bigint, (due->>'hash')::integer, 0)
    on conflict (serviceid, grainid, remindername) do update set starttime = excluded.starttime, period = excluded.period,
      grainhash = excluded.grainhash, version = orleansreminderstable.version + 1;
  elsif due is not null then
    delete from orleansreminderstable where serviceid = _service and grainid = saved->>'grain' and remindername = 'due';
  end if;

  newgrainstateversion := saved_version;
  return next;
end $$;
