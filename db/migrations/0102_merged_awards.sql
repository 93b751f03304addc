-- 拆分之后，合并期间的资助不再占着另一个人的名额：以那条记录为键的放开，自己的键不动。
create function fund.release_record_keys(one uuid, other uuid) returns int language plpgsql security definer set search_path = pg_catalog as $$
declare released int;
begin
  if not kernel.is_system() then
    raise exception '只有系统按拆分放开' using errcode = '42501';
  end if;
  update fund.award_key k set live = false from fund.award a
  where a.id = k.award_id and k.live and a.holder_kind = 'person'
    and ((a.holder_id = one and (k.key_value = other::text or starts_with(k.key_value, other::text || '@')))
      or (a.holder_id = other and (k.key_value = one::text or starts_with(k.key_value, one::text || '@'))));
  get diagnostics released = row_count;
  return released;
end $$;
comment on function fund.release_record_keys is '两条记录拆分后，各自资助上写着对方记录的键放开；返回条数';
