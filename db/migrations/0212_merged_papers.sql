-- 记录并入之后，本人照样可以给原来那件办件补材料。

create or replace function cases.fit_case_document() returns trigger language plpgsql as $$
declare
  was constant text := coalesce(current_setting('app.role', true), '');
  d cases.document;
  c cases.case;
  files int;
  total bigint;
  theirs boolean;
begin
  select * into c from cases.case where id = new.case_id for update;
  select * into d from cases.document where id = new.document_id;
  if d.id is null or c.id is null then
    raise exception '没有这份材料或这件办件' using errcode = 'JY044';
  end if;
  if c.closed_on is not null then
    raise exception '办件 % 已经办结，不再收材料', c.number using errcode = '23514';
  end if;
  if d.replaced_by is not null then
    raise exception '材料已被替换' using errcode = '23514';
  end if;
  -- 本人和单位各看得见自己的那部分，合计要算全部，并入的记录算同一个人：短暂以系统身份看一遍，随即还原。
  perform set_config('app.role', 'system', true);
  theirs := coalesce((select coalesce(giver.survivor_id, giver.id) = coalesce(holder.survivor_id, holder.id) from registry.person giver, registry.person holder where giver.id = d.person_id and holder.id = c.person_id),
    d.employer_id = c.employer_id, false);
  select count(*), coalesce(sum(o.bytes), 0) into files, total
    from cases.case_document l join cases.document o on o.id = l.document_id where l.case_id = new.case_id;
  perform set_config('app.role', was, true);
  if not theirs then
    raise exception '材料不属于办件的对象' using errcode = '23514';
  end if;
  if files >= 40 or total + d.bytes > 62914560 then
    raise exception '一件办件的材料不超过 40 份、60 MB' using errcode = '23514';
  end if;
  new.person_id := d.person_id;
  new.through_employer_id := d.through_employer_id;
  return new;
end $$;
