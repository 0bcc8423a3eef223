-- What a save commits beside the state (decision 0003), within the one statement that writes it: insert or update of OrleansStorage hands the
-- envelope to the view record_save, whose triggers copy what it carries; they know no business. The projection (0006) adds its own.
-- json_each reads its text anew each time: it is given the part it is to go through, and not the whole envelope.
create view record_save as
  select '' as kind, '' as key, '' as service, 0 as version, '' as envelope where false;

create trigger save_record instead of insert on record_save begin
  insert into journal (record, version, at, device_at, actor, cause, events)
  select new.key, new.version, entry ->> '$.at', entry ->> '$.device_at', entry ->> '$.actor', entry ->> '$.cause', entry -> '$.events'
  from (select new.envelope -> '$.entry' as entry) where entry is not null;

  insert into journal_text (record, version, event, field, words, hash)
  select new.key, new.version, value ->> '$.event', value ->> '$.field', value ->> '$.words', value ->> '$.hash'
  from json_each(new.envelope -> '$.texts');

  insert into file (record, version, event, field, media_type, content, hash)
  select new.key, new.version, value ->> '$.event', value ->> '$.field', value ->> '$.media_type', value ->> '$.content', value ->> '$.hash'
  from json_each(new.envelope -> '$.files');

  insert into effect (id, source, target, kind, body, next_try)
  select value ->> '$.id', new.envelope ->> '$.grain', value ->> '$.target', value ->> '$.kind', value -> '$.body', new.envelope ->> '$.entry.at'
  from json_each(new.envelope -> '$.effects');

  insert into handled (record, id, input, version, at)
  select new.key, new.envelope ->> '$.handled.id', new.envelope ->> '$.handled.input', new.version, new.envelope ->> '$.entry.at'
  where new.envelope -> '$.handled' is not null;

  insert into mark (branch_id, day)
  select value ->> '$.branch_id', value ->> '$.day' from json_each(new.envelope -> '$.marks');

  insert into OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
  select new.service, new.envelope ->> '$.grain', 'due', 
    -- As Orleans writes it: a space, and no zeros behind the fraction.
    rtrim(rtrim(replace(rtrim(new.envelope ->> '$.due.at', 'Z'), 'T', ' '), '0'), '.'),
   
    new.envelope ->> '$.due.period', new.envelope ->> '$.due.hash', 0
  where new.envelope ->> '$.due.at' is not null
  on conflict (ServiceId, GrainId, ReminderName) do update set StartTime = excluded.StartTime, Period = excluded.Period,
    GrainHash = excluded.GrainHash, Version = OrleansRemindersTable.Version + 1;

  delete from OrleansRemindersTable
  where new.envelope -> '$.due' is not null and new.envelope ->> '$.due.at' is null
    and ServiceId = new.service and GrainId = new.envelope ->> '$.grain' and ReminderName = 'due';
end;

-- Only the state stays in the storage table.
create trigger save_first after insert on OrleansStorage begin
  insert into record_save (kind, key, service, version, envelope)
  values (new.GrainTypeString, new.GrainIdExtensionString, new.ServiceId, new.Version, cast(new.PayloadBinary as text));
  update OrleansStorage set PayloadBinary = cast(cast(new.PayloadBinary as text) -> '$.state' as blob) where rowid = new.rowid;
end;

create trigger save_next after update of Version on OrleansStorage when new.PayloadBinary is not null begin
  insert into record_save (kind, key, service, version, envelope)
  values (new.GrainTypeString, new.GrainIdExtensionString, new.ServiceId, new.Version, cast(new.PayloadBinary as text));
  update OrleansStorage set PayloadBinary = cast(cast(new.PayloadBinary as text) -> '$.state' as blob) where rowid = new.rowid;
end;
