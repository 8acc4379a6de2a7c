-- Reads the whole log once, while appends go on.
alter table domain_event validate constraint position_from_0;
