-- 全市事实的紧凑写法整行加密；取值的 JSON 里，工资、租金和个税仍是登记的密文记号。事实全由登记推导，旧行清空，启动后重新推导。

truncate measures.subject_fact;
update measures.fact_layout set laid_out_on = null;

drop trigger facts_without_packing on measures.subject_fact;
drop function measures.drop_stale_packing();
alter table measures.subject_fact
  drop column packed,
  add column packed_sealed bytea,
  add column packing bytea,
  add check ((packed_sealed is null) = (packing is null));
comment on column measures.subject_fact.facts is '取值，JSON 数组，null 即未知，加密的几项是密文记号；空文本即登记中已没有这个对象';
comment on column measures.subject_fact.packed_sealed is '同一取值的紧凑写法，加密；空即没有，装入时改读 facts';
comment on column measures.subject_fact.packing is '紧凑写法是哪一种，四字节摘要';

-- 只改 facts 而没有重写紧凑写法的，紧凑写法即作废：两份绝不说不同的话。
create function measures.drop_stale_packing() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_setting('app.sealing', true) = 'anew' then return new; end if;
  new.packed_sealed := null;
  new.packing := null;
  return new;
end $$;
comment on function measures.drop_stale_packing() is '取值改了而紧凑写法没有改，去掉紧凑写法；换密钥时取值没有改';
create trigger facts_without_packing before update on measures.subject_fact for each row
  when ((new.facts, new.layout) is distinct from (old.facts, old.layout) and new.packed_sealed is not distinct from old.packed_sealed)
  execute function measures.drop_stale_packing();
