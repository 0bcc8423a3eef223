-- The demo's clock: each move, and how far it is ahead of the real one since, so that a restart does not go back in time and a repeated
-- request moves nothing.
create table demo_move (
    id bigint generated always as identity primary key,
    by_ms bigint not null,
    ahead_ms bigint not null,
    request_id text collate "C" unique
);
