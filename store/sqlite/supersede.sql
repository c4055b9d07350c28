-- What became of findings and alerts whose beginning a late record has moved, so that decisions on them hold.
create table superseded (old text primary key, new text not null) without rowid;
create index superseded_new on superseded (new);
