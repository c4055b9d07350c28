-- Version 2: where lists come from, and every attempt to fetch them.
create table source (name text primary key, body text not null) without rowid;
create table try (seq integer primary key, list text not null, good integer not null, body text not null);
create index try_list on try (list, seq);
