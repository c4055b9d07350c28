-- Screening again and again: runs, who was watched from which run until which, what changed, and what the last run left.
create table screening (id integer primary key, at integer not null, body text not null);
create table watched (
  party text not null, since integer not null, until integer not null, name text not null, digest blob not null,
  primary key (party, since)
) without rowid;
create index watched_name on watched (name);
create index watched_now on watched (until, party);
create table screening_change (
  seq integer primary key, run integer not null, kind text not null, party text not null, list text not null, listing text not null, body text not null
);
create index screening_change_of on screening_change (party, list, listing, seq);
create index screening_change_in on screening_change (run);
create table screening_state (id integer primary key check (id = 1), customers blob not null, listings blob not null, rarity text not null);
