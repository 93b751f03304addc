-- 换密钥时逐行重新加密，人的记录并没有变：不记“待重新推导”。其余写入照旧。
create or replace function kernel.note_subjects() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare touched text := case tg_op
  when 'INSERT' then 'select %2$I as subject from written'
  when 'DELETE' then 'select %2$I as subject from gone'
  else 'select %2$I as subject from written union select %2$I from gone' end;
begin
  if tg_op = 'UPDATE' and current_setting('app.sealing', true) = 'anew' then return null; end if;
  execute format('insert into kernel.subject_change (kind, subject_id) select distinct %1$L, subject from (' || touched || ') t where subject is not null', tg_argv[0], tg_argv[1]);
  return null;
end $$;
