-- Exceptions, and what people did about them. Both are appended and never edited.
create table exception (seq integer primary key, id text not null unique, customer text not null, body text not null);
create table exception_act (seq integer primary key, id text not null unique, exception text not null, body text not null);
create index exception_act_of on exception_act (exception);
