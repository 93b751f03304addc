-- 会话变量只有写得对才算数：职责必须有账号在后，账号必须是标识，辖区必须是区划代码。示例：变量里留下半截内容或只剩角色，一律视为无权。

create or replace function kernel.signed_in() returns boolean language sql stable parallel safe
  return coalesce(nullif(current_setting('app.actor', true), '') ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', false);
create or replace function kernel.has_role(variadic roles text[]) returns boolean language sql stable parallel safe
  return coalesce(nullif(current_setting('app.role', true), '') = any (roles) and kernel.signed_in(), false);
create function kernel.has_scope() returns boolean language sql stable parallel safe
  return coalesce(nullif(current_setting('app.scope', true), '') ~ '^[0-9]{4}([0-9]{2}([0-9]{3})?)?$' and kernel.signed_in(), false);
comment on function kernel.has_scope() is '有辖区的工作人员；用于不分辖区、但只给工作人员看的内容';

alter policy staff_read on measures.match_run using ((select kernel.is_system()) or (select kernel.has_scope()));
alter policy staff_read on measures.match_count using ((select kernel.is_system()) or (select kernel.has_scope()));

-- 公示挂在办件所在地或它的上级，不能挪到别处。
alter policy change on cases.notice with check (exists (select from cases."case" c where c.id = notice.case_id and starts_with(c.place_code, notice.place_code)));
alter policy publish on cases.notice with check (exists (select from cases."case" c where c.id = notice.case_id and starts_with(c.place_code, notice.place_code)));

-- 导入批次只在自己的辖区或自己的单位之内开始和变更。
alter policy start_own on registry.import_batch with check ((select kernel.is_system()) or (created_by = (select kernel.actor())
  and (starts_with(place_code, (select kernel.setting('scope'))) or employer_id = (select kernel.setting('employer')::uuid))));
alter policy move_own on registry.import_batch with check ((select kernel.is_system())
  or starts_with(place_code, (select kernel.setting('scope'))) or employer_id = (select kernel.setting('employer')::uuid));
