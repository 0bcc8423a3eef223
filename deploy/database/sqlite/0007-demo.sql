-- How far the demo's clock was moved ahead of the real one, so that a restart does not go back in time. One row at most.
create table demo_clock (
    id integer not null primary key check (id = 1),
    ahead_ms integer not null,
    request_id text
);
