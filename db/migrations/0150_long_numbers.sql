-- lpad cuts what is longer than its width: the ten-thousandth platform would have got the number of the thousandth. A number that people read grows by a digit instead.
create function kernel.padded(serial bigint, width int) returns text language sql immutable strict
  return lpad(serial::text, greatest(width, length(serial::text)), '0');
grant execute on function kernel.padded to juying_app, juying_reader;

create or replace function kernel.next_number(counter_name text, width int default 5) returns text language sql
  begin atomic
    insert into kernel.counter (name, value) values (counter_name, 1)
    on conflict (name) do update set value = kernel.counter.value + 1
    returning counter_name || kernel.padded(value, width);
  end;

alter table registry.employer alter column number set default 'E' || kernel.padded(nextval('registry.employer_number'), 6);
alter table registry.team alter column number set default 'T' || kernel.padded(nextval('registry.team_number'), 5);
alter table registry.innovation_platform alter column number set default 'J' || kernel.padded(nextval('registry.platform_number'), 4);
alter table registry.person alter column number set default 'P' || kernel.padded(nextval('registry.person_number'), 7);
alter table registry.import_batch alter column number set default 'D' || kernel.padded(nextval('registry.import_number'), 5);
alter table registry.person_merge alter column number set default 'H' || kernel.padded(nextval('registry.merge_number'), 6);
alter table registry.correction alter column number set default 'G' || kernel.padded(nextval('registry.correction_number'), 6);
