-- What Orleans' stock AdoNet providers need: grain storage, reminders, membership. The providers know only the query keys, the parameters'
-- names and the columns read back; the tables and the text of the queries are ours.

create table orleansquery (
  querykey varchar(64) primary key,
  querytext varchar(8000) not null);

-- ------------------------------------------------------------------ grain storage
-- The key is unique: of two first writes of one grain exactly one wins.
create table orleansstorage (
  grainidhash integer not null,
  grainidn0 bigint not null,
  grainidn1 bigint not null,
  graintypehash integer not null,
  graintypestring varchar(512) collate "C" not null,
  grainidextensionstring varchar(512) collate "C" not null default '',
  serviceid varchar(150) collate "C" not null,
  payloadbinary bytea,
  modifiedon timestamp not null,
  version integer not null,
  primary key (grainidhash, graintypehash, grainidextensionstring, graintypestring, serviceid, grainidn0, grainidn1));

insert into orleansquery values ('WriteToStorageKey',
  'select * from save_record(@GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId, @GrainStateVersion, @PayloadBinary)');

insert into orleansquery values ('ReadFromStorageKey', '
  select payloadbinary as PayloadBinary, version as Version from orleansstorage
  where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash and grainidextensionstring = coalesce(@GrainIdExtensionString, '''')
    and graintypestring = @GrainTypeString and serviceid = @ServiceId and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1');

insert into orleansquery values ('ClearStorageKey', '
  update orleansstorage set payloadbinary = null, modifiedon = now() at time zone ''utc'', version = version + 1
  where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash and grainidextensionstring = coalesce(@GrainIdExtensionString, '''')
    and graintypestring = @GrainTypeString and serviceid = @ServiceId and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
    and version = @GrainStateVersion
  returning version as NewGrainStateVersion');

insert into orleansquery values ('DeleteStorageKey', '
  delete from orleansstorage
  where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash and grainidextensionstring = coalesce(@GrainIdExtensionString, '''')
    and graintypestring = @GrainTypeString and serviceid = @ServiceId and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
    and version = @GrainStateVersion
  returning version + 1 as NewGrainStateVersion');

-- ------------------------------------------------------------------ reminders
-- Millions of rows lie far in the future. A silo reads its range every five minutes: the index and the horizon (which must exceed the ten
-- minutes it keeps in memory) let it read only what is due soon.
create table orleansreminderstable (
  serviceid varchar(150) collate "C" not null,
  grainid varchar(512) collate "C" not null,
  remindername varchar(150) collate "C" not null,
  starttime timestamptz(3) not null,
  period bigint not null,
  grainhash integer not null,
  version integer not null,
  primary key (serviceid, grainid, remindername));
create index orleansreminders_range on orleansreminderstable (serviceid, grainhash, starttime);
-- The sweep's page: what is due, in order.
create index orleansreminders_due on orleansreminderstable (serviceid, starttime, grainid);

insert into orleansquery values ('UpsertReminderRowKey', '
  insert into orleansreminderstable (serviceid, grainid, remindername, starttime, period, grainhash, version)
  values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
  on conflict (serviceid, grainid, remindername) do update set starttime = excluded.starttime, period = excluded.period,
    grainhash = excluded.grainhash, version = orleansreminderstable.version + 1
  returning version as version');

insert into orleansquery values ('ReadReminderRowsKey', '
  select grainid as GrainId, remindername as ReminderName, starttime as StartTime, period as Period, version as Version
  from orleansreminderstable where serviceid = @ServiceId and grainid = @GrainId');

insert into orleansquery values ('ReadReminderRowKey', '
  select grainid as GrainId, remindername as ReminderName, starttime as StartTime, period as Period, version as Version
  from orleansreminderstable where serviceid = @ServiceId and grainid = @GrainId and remindername = @ReminderName');

insert into orleansquery values ('ReadRangeRows1Key', '
  select grainid as GrainId, remindername as ReminderName, starttime as StartTime, period as Period, version as Version
  from orleansreminderstable
  where serviceid = @ServiceId and grainhash > @BeginHash and grainhash <= @EndHash and starttime <= now() + interval ''20 minutes''');

insert into orleansquery values ('ReadRangeRows2Key', '
  select grainid as GrainId, remindername as ReminderName, starttime as StartTime, period as Period, version as Version
  from orleansreminderstable
  where serviceid = @ServiceId and (grainhash > @BeginHash or grainhash <= @EndHash) and starttime <= now() + interval ''20 minutes''');

insert into orleansquery values ('DeleteReminderRowKey', '
  with gone as (delete from orleansreminderstable
    where serviceid = @ServiceId and grainid = @GrainId and remindername = @ReminderName and version = @Version returning 1)
  select count(*)::integer from gone');

insert into orleansquery values ('DeleteReminderRowsKey', 'delete from orleansreminderstable where serviceid = @ServiceId');

-- ------------------------------------------------------------------ membership
create table orleansmembershipversiontable (
  deploymentid varchar(150) primary key,
  timestamp timestamptz(3) not null default now(),
  version integer not null default 0);

create table orleansmembershiptable (
  deploymentid varchar(150) not null references orleansmembershipversiontable (deploymentid),
  address varchar(45) not null,
  port integer not null,
  generation integer not null,
  siloname varchar(150) not null,
  hostname varchar(150) not null,
  status integer not null,
  proxyport integer,
  suspecttimes varchar(8000),
  starttime timestamptz(3) not null,
  iamalivetime timestamptz(3) not null,
  primary key (deploymentid, address, port, generation));

insert into orleansquery values ('UpdateIAmAlivetimeKey', '
  update orleansmembershiptable set iamalivetime = @IAmAliveTime
  where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation');

insert into orleansquery values ('InsertMembershipVersionKey', '
  with added as (insert into orleansmembershipversiontable (deploymentid) values (@DeploymentId) on conflict do nothing returning 1)
  select count(*)::integer from added');

-- The version is moved on first; the member's row is written only by whoever moved it.
insert into orleansquery values ('InsertMembershipKey', '
  with moved as (update orleansmembershipversiontable set timestamp = now(), version = version + 1
    where deploymentid = @DeploymentId and version = @Version and not exists (select 1 from orleansmembershiptable
      where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning deploymentid),
  added as (insert into orleansmembershiptable
      (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
    select deploymentid, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from moved
    returning 1)
  select count(*)::integer from added');

insert into orleansquery values ('UpdateMembershipKey', '
  with moved as (update orleansmembershipversiontable set timestamp = now(), version = version + 1
    where deploymentid = @DeploymentId and version = @Version and exists (select 1 from orleansmembershiptable
      where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning deploymentid),
  changed as (update orleansmembershiptable m set status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
    from moved where m.deploymentid = moved.deploymentid and m.address = @Address and m.port = @Port and m.generation = @Generation
    returning 1)
  select count(*)::integer from changed');

insert into orleansquery values ('MembershipReadRowKey', '
  select v.deploymentid as DeploymentId, m.address as Address, m.port as Port, m.generation as Generation, m.siloname as SiloName,
    m.hostname as HostName, m.status as Status, m.proxyport as ProxyPort, m.suspecttimes as SuspectTimes, m.starttime as StartTime,
    m.iamalivetime as IAmAliveTime, v.version as Version
  from orleansmembershipversiontable v left join orleansmembershiptable m
    on m.deploymentid = v.deploymentid and m.address = @Address and m.port = @Port and m.generation = @Generation
  where v.deploymentid = @DeploymentId');

insert into orleansquery values ('MembershipReadAllKey', '
  select v.deploymentid as DeploymentId, m.address as Address, m.port as Port, m.generation as Generation, m.siloname as SiloName,
    m.hostname as HostName, m.status as Status, m.proxyport as ProxyPort, m.suspecttimes as SuspectTimes, m.starttime as StartTime,
    m.iamalivetime as IAmAliveTime, v.version as Version
  from orleansmembershipversiontable v left join orleansmembershiptable m on m.deploymentid = v.deploymentid
  where v.deploymentid = @DeploymentId');

insert into orleansquery values ('DeleteMembershipTableEntriesKey', '
  delete from orleansmembershiptable where deploymentid = @DeploymentId;
  delete from orleansmembershipversiontable where deploymentid = @DeploymentId;');

insert into orleansquery values ('GatewaysQueryKey', '
  select address as Address, proxyport as ProxyPort, generation as Generation from orleansmembershiptable
  where deploymentid = @DeploymentId and status = @Status and proxyport > 0');

insert into orleansquery values ('CleanupDefunctSiloEntriesKey', '
  delete from orleansmembershiptable where deploymentid = @DeploymentId and iamalivetime < @IAmAliveTime and status != 3');
