-- The demo's clock: each move, and how far it is ahead of the real one since, so that a restart does not go back in time and a repeated
-- request moves nothing.
create table demo_move (
    id integer primary key,
    by_ms integer not null,
    ahead_ms integer not null,
    request_id text unique
);
