-- Versions of typologies, and what people agreed on about them: appended and never edited. The last result of each trial.
create table typology_version (seq integer primary key, typology text not null, hash text not null, body text not null, unique (typology, hash));
create table stable_proposal (seq integer primary key, id text not null unique, typology text not null, body text not null);
create table stable_act (seq integer primary key, id text not null unique, proposal text not null, body text not null);
create table trial (kind text not null, typology text not null, body text not null, primary key (kind, typology)) without rowid;
