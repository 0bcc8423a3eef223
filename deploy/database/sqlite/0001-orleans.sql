-- What Orleans' stock AdoNet providers need: grain storage, reminders, membership. The providers know only the query keys, the parameters'
-- names and the columns read back; the tables and the text of the queries are ours. Each write is one statement: one implicit transaction.

create table OrleansQuery (
  QueryKey text not null primary key,
  QueryText text not null);

-- ------------------------------------------------------------------ grain storage
create table OrleansStorage (
  GrainIdHash integer not null,
  GrainIdN0 integer not null,
  GrainIdN1 integer not null,
  GrainTypeHash integer not null,
  GrainTypeString text not null,
  GrainIdExtensionString text not null default '',
  ServiceId text not null,
  PayloadBinary blob,
  ModifiedOn text not null,
  Version integer not null);
create unique index OrleansStorage_key on OrleansStorage
  (GrainIdHash, GrainTypeHash, GrainIdExtensionString, GrainTypeString, ServiceId, GrainIdN0, GrainIdN1);

-- No row returned: somebody else saved first, and the provider reports an inconsistent state.
insert into OrleansQuery values ('WriteToStorageKey', '
  insert into OrleansStorage (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId,
    PayloadBinary, ModifiedOn, Version)
  select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, coalesce(@GrainIdExtensionString, ''''), @ServiceId,
    @PayloadBinary, strftime(''%Y-%m-%d %H:%M:%f'', ''now''), 1
  where @GrainStateVersion is null or exists (select 1 from OrleansStorage
    where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''')
      and GrainTypeString = @GrainTypeString and ServiceId = @ServiceId and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1)
  on conflict (GrainIdHash, GrainTypeHash, GrainIdExtensionString, GrainTypeString, ServiceId, GrainIdN0, GrainIdN1)
  do update set PayloadBinary = excluded.PayloadBinary, ModifiedOn = excluded.ModifiedOn, Version = OrleansStorage.Version + 1
    where OrleansStorage.Version = @GrainStateVersion
  returning Version as NewGrainStateVersion');

insert into OrleansQuery values ('ReadFromStorageKey', '
  select PayloadBinary, Version from OrleansStorage
  where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''')
    and GrainTypeString = @GrainTypeString and ServiceId = @ServiceId and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1');

insert into OrleansQuery values ('ClearStorageKey', '
  update OrleansStorage set PayloadBinary = null, ModifiedOn = strftime(''%Y-%m-%d %H:%M:%f'', ''now''), Version = Version + 1
  where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''')
    and GrainTypeString = @GrainTypeString and ServiceId = @ServiceId and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
    and Version = @GrainStateVersion
  returning Version as NewGrainStateVersion');

insert into OrleansQuery values ('DeleteStorageKey', '
  delete from OrleansStorage
  where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''')
    and GrainTypeString = @GrainTypeString and ServiceId = @ServiceId and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
    and Version = @GrainStateVersion
  returning Version + 1 as NewGrainStateVersion');

-- ------------------------------------------------------------------ reminders
-- The horizon of the range queries must exceed the ten minutes a silo keeps in memory.
create table OrleansRemindersTable (
  ServiceId text not null,
  GrainId text not null,
  ReminderName text not null,
  StartTime text not null,
  Period integer not null,
  GrainHash integer not null,
  Version integer not null,
  primary key (ServiceId, GrainId, ReminderName)) without rowid;
create index OrleansReminders_range on OrleansRemindersTable (ServiceId, GrainHash, StartTime);
create index OrleansReminders_due on OrleansRemindersTable (ServiceId, StartTime, GrainId);

insert into OrleansQuery values ('UpsertReminderRowKey', '
  insert into OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
  values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
  on conflict (ServiceId, GrainId, ReminderName) do update set StartTime = excluded.StartTime, Period = excluded.Period,
    GrainHash = excluded.GrainHash, Version = OrleansRemindersTable.Version + 1
  returning Version as Version');

insert into OrleansQuery values ('ReadReminderRowsKey', '
  select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable where ServiceId = @ServiceId and GrainId = @GrainId');

insert into OrleansQuery values ('ReadReminderRowKey', '
  select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
  where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName');

insert into OrleansQuery values ('ReadRangeRows1Key', '
  select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
  where ServiceId = @ServiceId and GrainHash > @BeginHash and GrainHash <= @EndHash
    and StartTime <= strftime(''%Y-%m-%d %H:%M:%f'', ''now'', ''+20 minutes'')');

insert into OrleansQuery values ('ReadRangeRows2Key', '
  select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
  where ServiceId = @ServiceId and (GrainHash > @BeginHash or GrainHash <= @EndHash)
    and StartTime <= strftime(''%Y-%m-%d %H:%M:%f'', ''now'', ''+20 minutes'')');

insert into OrleansQuery values ('DeleteReminderRowKey', '
  delete from OrleansRemindersTable
  where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName and Version = @Version;
  select changes();');

insert into OrleansQuery values ('DeleteReminderRowsKey', 'delete from OrleansRemindersTable where ServiceId = @ServiceId');
