-- Version 1. Plain SQL; times are UTC microseconds; bodies are JSON.
create table load (
  id integer primary key, source text not null, file text not null, hash text not null, reader text not null, map text not null,
  role text not null, at integer not null, report text not null
);
create index load_hash on load (hash);
create table record (
  id text primary key, load integer not null, body text not null, fields text not null, line integer not null, place integer not null, raw text not null
) without rowid;
create index record_load on record (load);
create table thing (
  id text not null, digest blob not null, load integer not null, body text not null, fields text not null, line integer not null,
  place integer not null, raw text not null, primary key (id, digest)
) without rowid;
create index thing_load on thing (load);
create table listing (
  load integer not null, id text not null, body text not null, fields text not null, line integer not null, place integer not null, raw text not null,
  primary key (load, id)
) without rowid;
create table aside (load integer not null, line integer, col integer, place integer, reason text, hint text, text text);
create index aside_load on aside (load);
create table run (id integer primary key check (id = 1), body text not null);
create table finding (id text primary key, subject text not null, body text not null) without rowid;
create index finding_subject on finding (subject);
create table decision (seq integer primary key, id text not null unique, subject text not null, body text not null);
create index decision_subject on decision (subject);
create table person (name text primary key, body text not null) without rowid;
create table session (hash text primary key, body text not null) without rowid;
create table leaf (idx integer primary key, leaf blob not null, key blob, entry text);
create table tree (idx integer primary key, hash blob not null);
